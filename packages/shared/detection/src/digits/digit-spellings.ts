import type { Lexis } from "../language/lexis.ts";
import type { Token } from "../text/tokens.ts";

/** What tokens from one to `endToken` stand for. */
export interface Atom {
  /** Empty: a row that is longer than any number. */
  digits: string;
  endToken: number;
}

/** A digit as markup, addresses and programs write it, with what touches it: `&#52;`, `%34`, `\\u0034`; `%20` is a blank. */
export function encoded(tokens: readonly Token[], at: number): Atom | undefined {
  const opens = tokens[at]?.raw;
  if (opens !== "%" && opens !== "&" && opens !== "\\") return undefined;
  const code = at + (opens === "%" ? 1 : 2);
  const digits = tokens[code]?.kind === "digits" ? (tokens[code]?.raw ?? "") : "";
  if (tokens[code]?.start !== tokens[code - 1]?.end) return undefined;
  if (opens === "&") {
    const digit = Number(digits) - 48;
    const whole = tokens[at + 1]?.raw === "#" && tokens[code + 1]?.raw === ";";
    return whole && digits !== "" && digit >= 0 && digit <= 9
      ? { digits: String(digit), endToken: code + 2 }
      : undefined;
  }
  const form = opens === "%" ? PERCENT : tokens[at + 1]?.raw === "u" ? UNICODE : undefined;
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
  const [cross, count] = [tokens[at + 1], tokens[at + 2]];
  const touching = cross?.start === token?.end && count?.start === cross?.end;
  if (cross?.key !== "x" || !touching || !/^\d$/.test(token?.raw ?? "")) return undefined;
  const row = tokens[at - 1]?.key === "x" || tokens[at + 3]?.key === "x";
  if (row || !/^[2-4]$/.test(count?.raw ?? "")) return undefined;
  return { digits: (token?.raw ?? "").repeat(Number(count?.raw)), endToken: at + 3 };
}

const MAX_TIMES = 4;

/** A number word with digits for letters: `f0ur`, `s3ven`. */
export function leet(tokens: readonly Token[], at: number, lexis: Lexis): Atom | undefined {
  const start = tokens[at]?.start ?? 0;
  let end = at + 1;
  for (let next = tokens[end]; next?.start === tokens[end - 1]?.end; next = tokens[++end]) {
    if (next?.kind === "mark" || next === undefined) break;
    if (next.end - start > LONGEST) return undefined;
  }
  if (end - at < 2 || (tokens[end - 1]?.end ?? 0) - start < SHORTEST) return undefined;
  let word = "";
  for (let next = at; next < end; next++) word += tokens[next]?.key ?? "";
  word = word.replace(/[01357]/g, (digit) => LETTERS[Number(digit)] ?? digit);
  const digits = lexis.digitsOf({ id: lexis.vocabulary.idOf(word) });
  return digits === undefined ? undefined : { digits, endToken: end };
}

const SHORTEST = 3;
const LONGEST = 5;
const LETTERS = ["o", "i", "", "e", "", "s", "", "t"];

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
