import * as MEANS from "../language/means.ts";
import type { Reading } from "../text/reading.ts";
import type { Piece } from "./pieces.ts";

/** "1,250.00", "12:30". */
function isWrittenSo(written: string, digits: string): boolean {
  if (DECIMAL.test(written) || (THOUSANDS.test(written) && digits.length < 12)) return true;
  return TIME.test(written);
}

const TIME = /:\d{2}$/;
const CURRENCY = /^[$€£¥₹]$/;
const DECIMAL = /^\d{1,7}(?:,\d{3})*\.\d{1,2}$/;
const COPULA = new Set(["is", "was", "of", "like", "a", "be", "should"]);
const BOUND = new Set(["less", "more", "so"]);
const THOUSANDS = /^\d{1,3}(?:,\d{3})+$/;

/** Whether a number is an amount, a time or a count: a currency or a unit beside it, or the form of one. */
export function isMeasure({ text, tokens, lexis, cueStartingAt }: Reading, piece: Piece): boolean {
  const before = tokens[piece.firstToken - 1];
  const after = tokens[piece.endToken];
  if (before?.kind === "mark" && CURRENCY.test(before.raw)) return true;
  if (after?.kind === "mark" && (CURRENCY.test(after.raw) || after.raw === "%")) return true;
  if (piece.groups > 1 && isWrittenSo(text.slice(piece.start, piece.end), piece.digits))
    return true;
  if (piece.digits.length >= 7) return false;
  // "ssn 2596 credit 2385": a word for another value is no unit.
  const named = cueStartingAt.get(piece.endToken)?.type !== undefined;
  if (after?.kind === "word" && !named && lexis.means(after, MEANS.unit)) return true;
  if (after?.key === "or" && BOUND.has(tokens[piece.endToken + 1]?.key ?? "")) return true;
  // "balance should be 7706", "over 2000": the word itself or one before "is".
  let at = piece.firstToken - 1;
  while (at > piece.firstToken - 4 && COPULA.has(tokens[at]?.key ?? "")) at--;
  const lead = tokens[at];
  return lead?.kind === "word" && lexis.means(lead, MEANS.amount);
}

/** "47.93 and $1,845 and 77.10": a currency in front of a number, or two with cents. No number is made of them. */
export function holdsAmounts(written: string): boolean {
  return AMOUNTS.test(written);
}

const AMOUNTS = /\s[$€£¥₹]\d|(?:(?<![\d.])\d{1,4}\.\d\d(?![\d.]).{0,40}){2}/s;
