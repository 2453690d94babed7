import type { Lexis } from "../language/lexis.ts";
import * as MEANS from "../language/means.ts";
import type { Token } from "../text/tokens.ts";
import { isTouchedBehind } from "../text/touching.ts";
import type { DigitRun } from "./digit-runs.ts";
import { RunBuilder } from "./digit-runs.ts";
import type { Atom } from "./digit-spellings.ts";
import { FRENCH, frenchAt } from "./french-numbers.ts";
import { encoded, isDigit, leet, mayRepeat, oneDigit, repeated } from "./digit-spellings.ts";

/**
 * Digit runs read with every liberty: words that sound like digits ("for", "to", "won"), letters that look like them
 * (S, B, Z, a pipe), round numbers ("fifty one hundred"; with `whole`, above 3, what is said behind them belongs to them). Too free for any rule without a check digit. Of `least` digits and more.
 */
export function disguisedRuns(
  tokens: readonly Token[],
  lexis: Lexis,
  least: number,
  whole = 0,
): DigitRun[] {
  const builder = new RunBuilder(least);
  let inRun = false;
  /** What stands between two groups, and whether a word among it leads on to the next. */
  let skipped = 0;
  let led = false;
  let listed = 0;
  for (let at = 0; at < tokens.length;) {
    const labelled = lexis.means(tokens[at], MEANS.part) ? groupBehind(tokens, at, lexis) : at;
    const group = labelled > at ? labelled : behindNumber(tokens, at, listed + 1, lexis);
    if (group > at) {
      if (labelled === at) listed++;
      skipped = 1;
      at = group;
    }
    const atom = atomAt(tokens, at, lexis, inRun, whole);
    if (atom) {
      const { digits, endToken } = atom;
      const start = tokens[at]?.start ?? 0;
      const end = tokens[endToken - 1]?.end ?? 0;
      const gap = inRun ? (skipped > 0 ? "|" : " ") : undefined;
      if (digits !== "") builder.add(gap, digits, start, end, at, endToken, true);
      inRun = digits !== "";
      skipped = 0;
      led = false;
      at = endToken;
      continue;
    }
    if (!inRun) {
      listed = 0;
      at++;
      continue;
    }
    const token = tokens[at];
    if (token?.kind !== "mark" || token.raw !== tokens[at - 1]?.raw) skipped++;
    const markup = markupEnd(tokens, at);
    if (markup > at && skipped <= MAX_BETWEEN) {
      at = markup;
      continue;
    }
    led ||= lexis.means(token, LEADING);
    const passes =
      token?.kind === "mark" ||
      isCross(tokens, at) ||
      (token?.kind === "word" && LINKS.has(token.key)) ||
      lexis.means(token, led ? LEADING | MEANS.filler | MEANS.connector : MEANS.filler);
    if (skipped > (led ? MAX_LED : MAX_BETWEEN) || !passes) inRun = false;
    if (!inRun) listed = 0;
    at++;
  }
  return builder.finish();
}

const LEADING = MEANS.lead | MEANS.part;

/** Behind the number or the letter of a group in a list: `1) 4111`, `b. 1111`, `2nd: 1111`, "part 3 1111"; `at` where none stands. */
function behindNumber(tokens: readonly Token[], at: number, number: number, lexis: Lexis): number {
  const key = tokens[at]?.key ?? "";
  if (key.length > LONGEST_LABEL || LABELS.get(key) !== number) return at;
  let end = at + 1;
  const ordinal = lexis.means(tokens[end], MEANS.ordinal);
  if (ordinal) end++;
  const marked = NUMBERING.has(tokens[end]?.raw ?? "");
  if (marked) end++;
  const behind = tokens[end];
  const apart = behind?.start !== tokens[end - 1]?.end;
  if (!apart || behind?.kind !== "digits" || behind.raw.length < 2) return at;
  return ordinal || marked || LISTS.has(tokens[at - 1]?.key ?? "") ? end : at;
}

/** `3`, `03` and `c` are the third. */
const LABELS = new Map(
  Array.from("abcdefghijkl", (letter, at) =>
    [letter, `${at + 1}`, `0${at + 1}`].map((label) => [label, at + 1] as const),
  ).flat(),
);
const LONGEST_LABEL = 2;
const LISTS = new Set("part block group set section line row #".split(" "));
const NUMBERING = new Set("):.-=]");

/** Behind a tag or an entity that begins at `at`: `</b>`, `&nbsp;`, `&#32;`; `at` where none does. */
function markupEnd(tokens: readonly Token[], at: number): number {
  const opens = tokens[at]?.raw;
  if (opens === "&" && tokens[at + 2]?.raw === ";") return at + 3;
  if (opens === "&" && tokens[at + 1]?.raw === "#" && tokens[at + 3]?.raw === ";") return at + 4;
  if (opens !== "<") return at;
  for (let end = at + 1; end < at + MAX_TAG; end++) if (tokens[end]?.raw === ">") return end + 1;
  return at;
}

const MAX_TAG = 24;

/** An x that parts two groups, `4111x1111`, "4111 x 1111", or another letter between long ones. */
function isCross(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const before = tokens[at - 1];
  const cross = token?.key === "x" || token?.key === "xx";
  if (!cross && (before?.raw.length ?? 0) < LONG_GROUP) return false;
  const after = tokens[at + 1];
  if (before?.kind !== "digits" || after?.kind !== "digits" || !token) return false;
  if (!cross && (token.raw.length > 1 || after.raw.length < LONG_GROUP)) return false;
  return (before.end === token.start) === (after.start === token.end);
}

const LONG_GROUP = 4;

/** Where the group begins that "first four digits are" announces; `at` when it announces none. */
function groupBehind(tokens: readonly Token[], at: number, lexis: Lexis): number {
  const size = Number(oneDigit(tokens[at + 1], lexis) ?? 0);
  if (size < 2) return at;
  let group = at + 2;
  while (group < at + 6 && ANNOUNCES.has(tokens[group]?.key ?? "")) group++;
  const token = tokens[group];
  return token?.kind === "digits" && token.raw.length === size ? group : at;
}

const ANNOUNCES = new Set(["digits", "numbers", "digit", "are", "is", ":", "-", "="]);
/** How many digits the tokens hold at most, read with every liberty. */
export function mostDigits(tokens: readonly Token[], lexis: Lexis): number {
  let most = 0;
  for (const token of tokens) {
    const { kind, raw } = token;
    if (kind === "digits") most += raw.length;
    else if (lexis.means(token, SAID) || token.key === "x") most += 3;
    else
      most +=
        lexis.joinedDigitsOf(token)?.length ??
        (looksLikeDigits(raw) ? raw.length : (lexis.stretchedDigitsOf(token)?.length ?? 0));
  }
  return most;
}

const SPELLED = MEANS.digits | MEANS.sound | MEANS.repeat;
const SAID = SPELLED | MEANS.round;
const MAX_BETWEEN = 3;
const MAX_LED = 4;
const LINKS = new Set([
  ...LISTS,
  ..."and then next ok okay sorry oops wait number dot point stop pause break".split(" "),
]);

function atomAt(
  tokens: readonly Token[],
  at: number,
  lexis: Lexis,
  inRun: boolean,
  whole: number,
): Atom | undefined {
  const token = tokens[at];
  if (!token) return undefined;
  const next = tokens[at + 1];
  if (token.kind === "mark")
    return isEdge(token) ? written(tokens, at, inRun) : encoded(tokens, at);
  const beside = next?.start === token.end && (next.kind !== "mark" || isEdge(next));
  if (token.kind === "digits" && !beside && !mayRepeat(next) && token.raw.length <= MAX_DIGITS)
    return { digits: token.raw, endToken: at + 1 };
  const spelled = beside && next.kind !== "mark" ? leet(tokens, at, lexis) : undefined;
  if (spelled) return spelled;
  if (token.kind === "digits")
    return (
      (mayRepeat(next) ? repeated(tokens, at, lexis) : undefined) ?? written(tokens, at, inRun)
    );
  if (!lexis.means(token, SPELLED)) {
    const joined = lexis.joinedDigitsOf(token) ?? lexis.stretchedDigitsOf(token);
    return joined === undefined
      ? written(tokens, at, inRun)
      : round(tokens, at, joined, lexis, whole);
  }
  if (lexis.repeatsOf(token) !== undefined) return repeated(tokens, at, lexis);
  const many = mayRepeat(next) ? repeated(tokens, at, lexis) : undefined;
  if (many) return many;
  const number = lexis.digitsOf(token);
  if (number !== undefined) return round(tokens, at, number, lexis, whole);
  const alike = lexis.soundOf(token);
  if (alike !== undefined && (inRun || isDigit(tokens[at + 1], lexis)))
    return { digits: alike, endToken: at + 1 };
  return written(tokens, at, inRun);
}

/** "forty two", "forty-two hundred"; `whole`, the digits of what is larger: "forty five hundred thirty nine", "four thousand five hundred and thirty nine". */
function round(
  tokens: readonly Token[],
  at: number,
  number: string,
  lexis: Lexis,
  whole: number,
): Atom {
  const head = tens(tokens, at, number, lexis);
  const zeros = ROUND.get(tokens[head.endToken]?.key ?? "");
  if (zeros === undefined || (whole > 0 && zeros.length >= whole)) return head;
  const next = tokens[head.endToken + 1]?.key === "and" ? head.endToken + 2 : head.endToken + 1;
  const said = whole > 0 ? lexis.digitsOf(tokens[next]) : undefined;
  const rest = said === undefined ? undefined : round(tokens, next, said, lexis, zeros.length);
  return rest && rest.digits.length <= zeros.length
    ? { digits: head.digits + rest.digits.padStart(zeros.length, "0"), endToken: rest.endToken }
    : { digits: head.digits + zeros, endToken: head.endToken + 1 };
}

/** "forty two", "forty-two". */
function tens(tokens: readonly Token[], at: number, number: string, lexis: Lexis): Atom {
  const french = FRENCH.has(tokens[at]?.key ?? "") ? frenchAt(tokens, at, lexis) : undefined;
  if (french) return french;
  if (number.length === 2 && number.endsWith("0") && number !== "10") {
    const next = tokens[at + 1]?.raw === "-" ? at + 2 : at + 1;
    const unit = lexis.digitsOf(tokens[next]);
    if (unit?.length === 1 && unit !== "0")
      return { digits: `${number[0]}${unit}`, endToken: next + 1 };
  }
  return { digits: number, endToken: at + 1 };
}

const ROUND = new Map([
  ["hundred", "00"],
  ["thousand", "000"],
]);

/** Digits and the letters and marks that look like them, touching: `4S39`, `B0l7`; in a number a row of I and O alone too. */
function written(tokens: readonly Token[], at: number, inRun: boolean): Atom | undefined {
  let digits = "";
  let real = 0;
  let plain = true;
  let end = at;
  for (let token = tokens[end]; token; token = tokens[end]) {
    if (end > at && token.start !== tokens[end - 1]?.end) break;
    if (token.kind === "digits") {
      real += token.raw.length;
      digits += token.raw;
    } else {
      const read = alikes(token.raw);
      if (read === undefined) break;
      plain &&= STROKES.test(token.raw);
      digits += read;
    }
    end++;
  }
  const rowEnd = end;
  while (end > at && isEdge(tokens[end - 1])) {
    digits = digits.slice(0, -1);
    end--;
  }
  if (rowEnd === at) return undefined;
  if (digits.length > MAX_DIGITS) return { digits: "", endToken: rowEnd };
  const touched = isTouchedBehind(tokens, end) && !isCross(tokens, end);
  const counts = real > 0 || (inRun && plain && digits.length >= 3);
  return end > at && counts && !touched ? { digits, endToken: end } : undefined;
}

/** Marks that close a sentence or part two groups, unless more of the number touches them. */
function isEdge(token: Token | undefined): boolean {
  return token?.raw === "|" || token?.raw === "!";
}

const STROKES = /^[OIl|!]+$/;
/** By the digit that they look like, Cyrillic and Greek letters too. */
const ALIKE =
  "Oo\u041e\u043e\u039f\u03bf IilL|!\u0406 Zz E\u0417\u0437 A Ss\u0405 G T Bb\u0412 gq".split(" ");
/** The same by the code of a unit; -1 for all others. */
const LOOKS = Array.from({ length: 0x500 }, (_, code) =>
  ALIKE.findIndex((letters) => letters.includes(String.fromCharCode(code))),
);
const MAX_LOOKS = 16;
const MAX_DIGITS = 19;

function alikes(raw: string): string | undefined {
  if (!looksLikeDigits(raw)) return undefined;
  let digits = "";
  for (let at = 0; at < raw.length; at++) digits += LOOKS[raw.charCodeAt(at)] ?? 0;
  return digits;
}

function looksLikeDigits(raw: string): boolean {
  if (raw.length > MAX_LOOKS) return false;
  for (let at = 0; at < raw.length; at++) if ((LOOKS[raw.charCodeAt(at)] ?? -1) < 0) return false;
  return true;
}
