import type { Lexis } from "../language/lexis.ts";
import type { Token } from "../text/tokens.ts";
import { HASH_START, hashStep } from "../text/vocabulary.ts";

/** What tokens from one to `endToken` stand for. */
export interface Atom {
  /** Empty: a row that is longer than any number. */
  digits: string;
  endToken: number;
}

/** A digit as markup, addresses and programs write it, with what touches it: `&#52;`, `&#x34;`, `%34`, `\\x34`, `\\u0034`; `%20` and `\\x20` are blanks. */
export function encoded(tokens: readonly Token[], at: number): Atom | undefined {
  const opens = tokens[at]?.raw;
  if (opens !== "%" && opens !== "&" && opens !== "\\") return undefined;
  const hexadecimal = opens === "&" && tokens[at + 2]?.key === "x";
  const code = at + (opens === "%" ? 1 : hexadecimal ? 3 : 2);
  const digits = tokens[code]?.kind === "digits" ? (tokens[code]?.raw ?? "") : "";
  if (tokens[code]?.start !== tokens[code - 1]?.end) return undefined;
  if (opens === "&") {
    const digit = Number.parseInt(digits, hexadecimal ? 16 : 10) - 48;
    const whole = tokens[at + 1]?.raw === "#" && tokens[code + 1]?.raw === ";";
    return whole && digits !== "" && digit >= 0 && digit <= 9
      ? { digits: String(digit), endToken: code + 2 }
      : undefined;
  }
  const escape = tokens[at + 1]?.raw;
  const form = opens === "%" || escape === "x" ? PERCENT : escape === "u" ? UNICODE : undefined;
  const read = form?.exec(digits);
  return read ? { digits: (read[1] ?? "") + (read[2] ?? ""), endToken: code + 1 } : undefined;
}

const PERCENT = /^(?:3(\d)|20(?=\d))(\d*)$/;
const UNICODE = /^003(\d)(\d*)$/;

/** Whether the token behind a digit may say how often it is meant. */
export function mayRepeat(next: Token | undefined): boolean {
  return next?.key === "times" || next?.key === "x";
}

/** "double four", "two times four", `4x2`. */
export function repeated(tokens: readonly Token[], at: number, lexis: Lexis): Atom | undefined {
  const token = tokens[at];
  const times = lexis.repeatsOf(token);
  const many = times === undefined && tokens[at + 1]?.key === "times";
  const next = tokens[at + (many ? 2 : 1)];
  if (times !== undefined || many) {
    const digit = oneDigit(next, lexis);
    const count = times ?? Number(oneDigit(token, lexis) ?? 0);
    if (digit === undefined || count < 2 || count > MAX_TIMES) return undefined;
    return { digits: digit.repeat(count), endToken: at + (many ? 3 : 2) };
  }
  const cross = tokens[at + 1];
  if (token?.kind !== "digits" || token.raw.length > 1 || cross?.key !== "x") return undefined;
  const row = tokens[at - 1]?.key === "x" || tokens[at + 3]?.key === "x";
  const count = tokens[at + 2];
  const touching = cross.start === token.end && count?.start === cross.end;
  if (row || !touching || !/^[2-4]$/.test(count.raw)) return undefined;
  return { digits: token.raw.repeat(Number(count.raw)), endToken: at + 3 };
}

const MAX_TIMES = 4;

/** A number word with digits for letters: `f0ur`, `s3ven`. */
export function leet(tokens: readonly Token[], at: number, lexis: Lexis): Atom | undefined {
  const start = tokens[at]?.start ?? 0;
  let end = at;
  let stop = start;
  let hash = HASH_START;
  let units = 0;
  let before = 0;
  for (let next = tokens[at]; next?.start === stop && next.kind !== "mark"; next = tokens[++end]) {
    stop = next.end;
    if (stop - start > LONGEST) return undefined;
    for (let unit = 0; unit < next.key.length; unit++) {
      const letter = letterAt(next.key, unit);
      if (++units === 2 && !lexis.mayBeginDigits(before, letter)) return undefined;
      hash = hashStep(hash, letter);
      before = letter;
    }
  }
  if (end - at < 2 || stop - start < SHORTEST || !lexis.mayBeDigits(hash)) return undefined;
  let word = "";
  for (let next = at; next < end; next++)
    for (let unit = 0, key = tokens[next]?.key ?? ""; unit < key.length; unit++)
      word += String.fromCharCode(letterAt(key, unit));
  const digits = lexis.digitsOf({ id: lexis.vocabulary.idOf(word) });
  return digits === undefined ? undefined : { digits, endToken: end };
}

const SHORTEST = 3;
const LONGEST = 5;
/** What a digit stands for in a word: 0 for o, 1 for i, 3 for e, 5 for s, 7 for t. */
const LETTERS = Uint8Array.from({ length: 128 }, (_, code) => code);
for (const [at, digit] of [..."01357"].entries())
  LETTERS[digit.charCodeAt(0)] = "oiest".charCodeAt(at);

function letterAt(key: string, unit: number): number {
  const code = key.charCodeAt(unit);
  return LETTERS[code] ?? code;
}

/** One digit, said, written or sounding like one. */
export function oneDigit(token: Token | undefined, lexis: Lexis): string | undefined {
  const digits =
    lexis.digitsOf(token) ??
    lexis.soundOf(token) ??
    (token?.kind === "digits" ? token.raw : undefined);
  return digits?.length === 1 ? digits : undefined;
}

export function isDigit(token: Token | undefined, lexis: Lexis): boolean {
  return oneDigit(token, lexis) !== undefined || lexis.repeatsOf(token) !== undefined;
}
