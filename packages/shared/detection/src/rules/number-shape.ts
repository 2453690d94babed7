import type { FindingType } from "../finding.ts";
import type { Piece } from "./pieces.ts";
import { sizesOf } from "./pieces.ts";

/** What a number's written form alone says. */
export interface Shape {
  type: FindingType;
  confidence: number;
  evidence: string;
}

/**
 * The type that the form of a number gives away without a word about it: telephone and social security numbers in
 * their usual groups, parcel numbers. `text`: the folded text that the number is a piece of.
 */
export function numberShape(text: string, piece: Piece): Shape | undefined {
  const { digits } = piece;
  if (digits.length < FEWEST) return undefined;
  const written = text.slice(piece.start, piece.end);
  if (SSN.test(written)) {
    const issued = !/^(?:000|666)|^...00|0000$/.test(digits);
    return issued ? { type: "SSN", confidence: 0.8, evidence: "groups of 3, 2 and 4" } : undefined;
  }
  if (PARCEL.test(digits))
    return { type: "ORDER_ID", confidence: 0.7, evidence: "the form of a parcel number" };
  if (PLUS.test(written) && digits.length >= 8 && digits.length <= 15) {
    return { type: "PHONE", confidence: 0.93, evidence: "a plus and a country code" };
  }
  if (ABROAD.test(digits) && digits.length <= 15 && digits.length >= 11 && piece.groups > 1)
    return { type: "PHONE", confidence: 0.85, evidence: "two zeros and a country code" };
  if (digits.length < 9 || digits.length > 12) return undefined;
  if (NORTH_AMERICAN.test(written)) {
    return { type: "PHONE", confidence: 0.9, evidence: "grouped as North American numbers are" };
  }
  if (INDIAN.test(written))
    return { type: "PHONE", confidence: 0.72, evidence: "grouped as Indian mobile numbers are" };
  if (TRUNK.test(digits) && TRUNK_GROUPS.test(sizesOf(piece))) {
    return { type: "PHONE", confidence: 0.8, evidence: "a trunk 0 and telephone groups" };
  }
  return undefined;
}

/** Digits of the shortest form. */
const FEWEST = 8;
const SSN = /^\d{3}( |[ ]?[-.] ?)\d{2}\1\d{4}$/;
const PARCEL = /^9[1-5]\d{18,20}$/;
const PLUS = /^\(?\+/;
const NORTH_AMERICAN =
  /^(?:\+?1[-. ]{0,2})?[([]?[2-9]\d{2}(?:[)\]][-. /]{0,3}|[-. /]{1,3})\d{3}[-. /]{1,3}\d{4}$/;
const ABROAD = /^00[1-9]/;
const INDIAN = /^[6-9]\d{4}[ -]\d{5}$/;
const TRUNK = /^0[1-9]/;
const TRUNK_GROUPS = /^(?:\d-)?[2-6]-(?:[2-4]-)*[2-8]$|^10$|^11$/;
