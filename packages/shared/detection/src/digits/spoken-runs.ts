import { en } from "../language/en.ts";
import type { Lexis } from "../language/lexis.ts";
import * as MEANS from "../language/means.ts";
import type { Token } from "../text/tokens.ts";
import { isTouched, isTouchedBehind } from "../text/touching.ts";
import type { DigitRun } from "./digit-runs.ts";
import { RunBuilder } from "./digit-runs.ts";
import { FRENCH, frenchAt } from "./french-numbers.ts";

/**
 * The digit runs of a tokenised text in every dress: digits, number words ("four", "double one", "forty two"), and
 * O, I, l standing among digits.
 */
export function spokenRuns(tokens: readonly Token[], lexis: Lexis): DigitRun[] {
  const builder = new RunBuilder();
  let gap: string | undefined;
  let marks = 0;
  let previousEnd = 0;
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at];
    if (!token) break;
    const atom = mayCount(token, lexis) ? atomAt(tokens, at, lexis, gap !== undefined) : undefined;
    if (atom) {
      const start = token.start;
      if (gap === "") gap = start > previousEnd ? " " : "";
      if (start - previousEnd > MAX_DISTANCE) gap = undefined;
      const end = tokens[atom.endToken - 1]?.end ?? token.end;
      const { endToken, dressed } = atom;
      builder.add(gap, atom.digits, start, end, at, endToken, dressed);
      previousEnd = end;
      gap = "";
      marks = 0;
      at = endToken;
      continue;
    }
    if (gap !== undefined) {
      const link = token.kind === "word" && LINKS.has(token.key);
      // An emoji is a row of surrogates, and "....." a row of stops: one mark.
      const row = token.raw === tokens[at - 1]?.raw || isPictured(token, tokens[at - 1]);
      if (!row) marks++;
      if (
        marks > MAX_MARKS ||
        (token.kind === "word" && !link && !lexis.means(token, MEANS.filler))
      ) {
        gap = undefined;
      } else {
        const written =
          token.kind === "mark" && SEPARATORS.has(token.raw)
            ? token.raw
            : link || token.kind === "mark"
              ? "|"
              : " ";
        if (gap === "" || written > gap) gap = written;
      }
    }
    at++;
  }
  return builder.finish();
}

/** Pieces of digits and letters in one number; more are not read as one. */
const MAX_PIECES = 24;
const MAX_MARKS = 4;
/** Units of text between two groups: blanks, separators and a filler, or a character of many code points. */
const MAX_DISTANCE = 12;
/** Words that part two numbers, or two pieces of one: only a card's check digit joins over them. */
const LINKS = new Set(
  "and then next und dann puis et luego y depois ok okay yes yep yeah ja oui si sim".split(" "),
);
const SEPARATORS = new Set(".-_/,:;|*+~\\()");
const O = /o/g;
const STROKES = /[il]/g;

/** Both are halves of characters beyond the basic plane. */
function isPictured(token: Token, before: Token | undefined): boolean {
  return isHalf(token) && before !== undefined && isHalf(before);
}

function isHalf({ raw }: Token): boolean {
  return (raw.charCodeAt(0) & 0xf8_00) === 0xd8_00;
}

interface Atom {
  digits: string;
  endToken: number;
  dressed: boolean;
}

/** Whether a token may be of a number; most words are of none. */
function mayCount(token: Token, lexis: Lexis): boolean {
  if (token.kind !== "word") return token.kind === "digits";
  if (token.joined || lexis.means(token, MEANS.digits | MEANS.repeat)) return true;
  return isConfusable(token.key) || ONES.has(token.key);
}

function atomAt(
  tokens: readonly Token[],
  at: number,
  lexis: Lexis,
  inRun: boolean,
): Atom | undefined {
  const token = tokens[at];
  if (!token) return undefined;
  const written = writtenAt(tokens, at);
  if (written) return written;
  if (token.kind !== "word") return undefined;
  const times = lexis.repeatsOf(token);
  if (times !== undefined) {
    const next = tokens[at + 1];
    const digit = next && (lexis.digitsOf(next) ?? (next.kind === "digits" ? next.raw : ""));
    if (digit?.length !== 1) return undefined;
    return { digits: digit.repeat(times), endToken: at + 2, dressed: true };
  }
  const digits = lexis.digitsOf(token) ?? lexis.joinedDigitsOf(token);
  if (digits === undefined)
    return ONES.has(token.key) &&
      (isForeign(tokens[at - 1], lexis) || isForeign(tokens[at + 1], lexis))
      ? { digits: "1", endToken: at + 1, dressed: true }
      : undefined;
  const french = FRENCH.has(token.key) ? frenchAt(tokens, at, lexis) : undefined;
  if (french) return french;
  // "use this one four one one ...": a pronoun, no digit.
  if (token.key === "one" && !inRun && POINTERS.has(tokens[at - 1]?.key ?? "")) return undefined;
  if (WEAK.has(token.key) && !inRun && !isDigitLike(tokens[at + 1], lexis)) return undefined;
  // "double oh nine hundred": two more digits of a number that has begun.
  if (inRun && digits.length === 1 && tokens[at + 1]?.key === "hundred" && digits !== "0")
    return { digits: `${digits}00`, endToken: at + 2, dressed: true };
  if (digits.length === 2 && digits.endsWith("0") && digits !== "10") {
    const unit = tokenAfterHyphen(tokens, at);
    const unitDigit = lexis.digitsOf(tokens[unit]);
    if (unitDigit?.length === 1 && unitDigit !== "0") {
      return { digits: `${digits[0]}${unitDigit}`, endToken: unit + 1, dressed: true };
    }
  }
  return { digits, endToken: at + 1, dressed: true };
}

const POINTERS = new Set("this that the another which other new same old".split(" "));
/** Words that are digits only beside digits. */
const WEAK = new Set(["o", "oh"]);

function isDigitLike(token: Token | undefined, lexis: Lexis): boolean {
  return (
    token !== undefined &&
    (token.kind === "digits" ||
      lexis.means(token, MEANS.digits) ||
      lexis.means(token, MEANS.repeat))
  );
}

/** A one that is an article or a sound in this or another language: "sete um dois", "deux un trois". */
const ONES = new Set(["um", "uma", "un", "une"]);
const ENGLISH: ReadonlySet<string> = new Set(Object.keys(en.digits));

function isForeign(token: Token | undefined, lexis: Lexis): boolean {
  return lexis.means(token, MEANS.digits) && !ENGLISH.has(token?.key ?? "");
}

/** Behind "forty-", and behind "treinta y". */
function tokenAfterHyphen(tokens: readonly Token[], at: number): number {
  return JOINTS.has(tokens[at + 1]?.key ?? "") ? at + 2 : at + 1;
}

const JOINTS = new Set(["-", "y", "e", "et"]);

/** Digits, with O, I and l that touch them: `5236IOI633O5`. A code with other letters keeps its digits apart. */
function writtenAt(tokens: readonly Token[], at: number): Atom | undefined {
  const first = tokens[at];
  if (!first || !isWritten(first)) return undefined;
  const beside = tokens[at + 1];
  // Most digits touch no letter.
  if (first.kind === "digits" && (beside?.start !== first.end || beside.kind === "mark"))
    return { digits: first.raw, endToken: at + 1, dressed: false };
  // Behind a letter it is a code's, and a row of both is read once.
  if (isTouched(tokens, at))
    return first.kind === "digits"
      ? { digits: first.raw, endToken: at + 1, dressed: false }
      : undefined;
  let end = at + 1;
  let digitTokens = first.kind === "digits" ? 1 : 0;
  for (let last = first; ; end++) {
    const next = tokens[end];
    if (!next || next.start !== last.end || !isWritten(next) || end - at > MAX_PIECES) break;
    if (next.kind === "digits") digitTokens++;
    last = next;
  }
  if (digitTokens === 0) return undefined;
  if (end - at === 1) return { digits: first.raw, endToken: end, dressed: false };
  if (isTouchedBehind(tokens, end) || (first.kind === "word" && first.raw.length > 1)) {
    return first.kind === "digits"
      ? { digits: first.raw, endToken: at + 1, dressed: false }
      : undefined;
  }
  let digits = "";
  for (let next = at; next < end; next++) {
    const token = tokens[next];
    digits +=
      token?.kind === "digits"
        ? token.raw
        : (token?.key.replace(O, "0").replace(STROKES, "1") ?? "");
  }
  return { digits, endToken: end, dressed: true };
}

function isWritten({ kind, key }: Token): boolean {
  return kind === "digits" || (kind === "word" && isConfusable(key));
}

function isConfusable(key: string): boolean {
  if (key.length > LONGEST_LIKE) return false;
  for (let at = 0; at < key.length; at++) {
    const unit = key[at];
    if (unit !== "o" && unit !== "i" && unit !== "l") return false;
  }
  return true;
}

const LONGEST_LIKE = 4;
