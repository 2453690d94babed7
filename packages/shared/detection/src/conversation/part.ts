import type { FindingType } from "../finding.ts";
import type { DigitRun } from "../digits/digit-runs.ts";
import * as MEANS from "../language/means.ts";
import { isMeasure } from "../rules/measure.ts";
import { pieceOf } from "../rules/pieces.ts";
import type { Reading } from "../text/reading.ts";
import { isTouched, isTouchedBehind } from "../text/touching.ts";
import { isDigit, isLetter } from "../text/units.ts";

/** The one number of a message that may be a part of a longer one. */
export interface Part {
  turn: number;
  /** The digits, in the original text. */
  start: number;
  end: number;
  /** The message without blanks around it, in the original text. */
  whole: { start: number; end: number };
  /** The digits of its run; empty when it has none. */
  digits: string;
  /** The whole message as upper-case letters and digits, when it can be a piece of an IBAN. */
  code: string;
  /** Little else is in the message. */
  alone: boolean;
  /** Nothing else is in it but words that lead from one piece to the next. */
  bare: boolean;
  /** What it was taken for on its own. */
  named: FindingType | undefined;
  /** A word beside it says that it is something else: an order number, a date. */
  other: boolean;
  /** It looks like something else: a telephone number, a date. */
  like: boolean;
  /** A whole number by itself, of a network whose numbers can be longer. */
  complete: boolean;
}

/** The part that a message may be: its only run of digits, or all of it when it can be a piece of an IBAN. */
export function partOf(
  reading: Reading,
): Omit<Part, "turn" | "named" | "other" | "like" | "complete"> | undefined {
  const { tokens, runs, text } = reading;
  if (tokens.length > MAX_TOKENS) return undefined;
  const run = onlyRun(runs);
  const code = mayBeCode(reading) ? ibanPiece(text) : "";
  if (!run && code === "") return undefined;
  const skip = run ? announced(reading, run) : 0;
  const first = run?.groups[skip];
  const last = run?.groups.at(-1);
  if (!run || !first || !last || run.digits.length > 18 || isNoNumber(reading, run, skip)) {
    if (code === "") return undefined;
    const whole = trimmed(text);
    const { start, end } = whole;
    return { start, end, whole, digits: "", code, alone: true, bare: true };
  }
  const digits = run.digits.slice(first.from);
  const single = digits.length === 1;
  const from = run.groups[0]?.firstToken ?? 0;
  const led = single && wordsBeside(reading, from, last.endToken, 0, LEADS) > 0;
  const usual = first.dressed && single ? SPOKEN : !single || led ? BESIDE : LEADS;
  const most = !single ? MAX_OTHERS : first.dressed ? 0 : MAX_BESIDE_DIGIT;
  const others = wordsBeside(reading, from, last.endToken, usual, ANY, most);
  if (others > most) return undefined;
  return {
    start: first.start,
    end: last.end,
    whole: trimmed(text),
    digits,
    code,
    alone: others <= 3,
    bare: others === 0,
  };
}

const MAX_TOKENS = 40;
const MAX_OTHERS = 8;
const MAX_BESIDE_DIGIT = 2;
const MAX_CODE = 48;
/** Beside a digit that is a word: "ok one second" is none. */
const SPOKEN = MEANS.lead | MEANS.filler;
const LEADS = SPOKEN | MEANS.part;
const BESIDE = LEADS | MEANS.connector;

/** An amount, a time, a date, or digits of a code: `PX-785`. */
function isNoNumber(reading: Reading, run: DigitRun, from: number): boolean {
  if (touchesLetters(reading, run, from)) return true;
  const piece = pieceOf(reading, run, from, run.groups.length);
  if (isMeasure(reading, piece)) return true;
  return piece.groups > 1 && DATE.test(reading.text.slice(piece.start, piece.end).trim());
}

function touchesLetters({ tokens }: Reading, { groups }: DigitRun, from: number): boolean {
  const first = groups[from]?.firstToken ?? 0;
  const end = groups.at(-1)?.endToken ?? 0;
  const hyphen = tokens[first - 1]?.raw === "-" && tokens[first - 1]?.end === tokens[first]?.start;
  const before = hyphen ? first - 1 : first;
  return isTouched(tokens, before) || isTouchedBehind(tokens, end);
}

const DATE =
  /^(?:0?[1-9]|[12]\d|3[01])(?:[/.]|-(?=\d+-))(?:0?[1-9]|[12]\d|3[01])(?:[/.-](?:\d\d){1,2})?$/;

/** "last four 1111", "pt2 1111": how many groups only say which or how many digits come. */
function announced({ tokens, lexis }: Reading, { groups }: DigitRun): number {
  const [head] = groups;
  // "pt2 4512": the number of the piece.
  const label = tokens[(head?.firstToken ?? 0) - 1];
  const numbered = head?.to === 1 && label?.kind === "word" && label.end === head.start;
  if (numbered && groups.length > 1) return 1;
  if (!head?.dressed || groups.length < 2 || !lexis.means(tokens[head.firstToken - 1], MEANS.part))
    return 0;
  const size = Number(lexis.digitsOf(tokens[head.firstToken]) ?? 0);
  return size > 1 && size === (groups.at(-1)?.to ?? 0) - head.to ? 1 : 0;
}

/** Words beside tokens `[first, end)` that are none of `usual` and one of `only`; of more than `most` one more. */
function wordsBeside(
  { tokens, lexis }: Reading,
  first: number,
  end: number,
  usual: number,
  only = ANY,
  most = 0,
): number {
  let words = 0;
  for (let at = 0; at < tokens.length; at++) {
    if (at === first) at = end;
    const token = tokens[at];
    if (!token || token.kind === "mark" || lexis.means(token, usual)) continue;
    if ((only === ANY || lexis.means(token, only)) && ++words > most) break;
  }
  return words;
}

const ANY = -1;
const MAX_RUNS = 8;

/** The only run of two digits or more; or the only run; or the only one in figures. */
function onlyRun(runs: readonly DigitRun[]): DigitRun | undefined {
  if (runs.length <= 1) return runs[0];
  if (runs.length > MAX_RUNS) return undefined;
  const strong = runs.filter((run) => run.digits.length > 1);
  const written = runs.filter((run) => run.groups.every((group) => !group.dressed));
  const [only] = strong.length === 0 ? written : strong;
  return Math.max(strong.length, strong.length === 0 ? written.length : 1) === 1 ? only : undefined;
}

const IBAN_PIECE = /^(?:[A-Z]{2}\d{2}[A-Z0-9]*|\d[A-Z0-9]*|[A-Z]{4}\d[A-Z0-9]*)$/;

function mayBeCode({ tokens, text }: Reading): boolean {
  const head = tokens[0]?.kind === "word" ? tokens[0].raw.length : 0;
  return text.length <= MAX_CODE && head <= 4 && tokens.length <= MAX_CODE / 2;
}

/** The message without blanks when every word of it may stand in an IBAN, else "". */
function ibanPiece(text: string): string {
  if (!mayBeIbanPiece(text)) return "";
  const compact = text.replace(BLANKS, "").toUpperCase();
  return IBAN_PIECE.test(compact) ? compact : "";
}

/** By the kinds of its first five signs, which tell most messages from one without a string. */
function mayBeIbanPiece(text: string): boolean {
  let digits = 0;
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= 32 || code === HYPHEN) continue;
    const digit = isDigit(code);
    if (!digit && !isLetter(code)) return false;
    if (digit && count < 5) digits |= 1 << count;
    if (++count > 32) return false;
  }
  return (digits & 1) === 1 || (digits & 15) === 12 || digits === 16;
}

const HYPHEN = 45;
const BLANKS = /[\s-]+/g;

function trimmed(text: string): { start: number; end: number } {
  return { start: text.length - text.trimStart().length, end: text.trimEnd().length };
}
