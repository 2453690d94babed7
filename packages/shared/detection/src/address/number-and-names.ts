import { tokenBits, WORD } from "../lexicon/lexicon.ts";
import type { Reading } from "../text/reading.ts";
import type { AddressSpan } from "./address-span.ts";
import { isCapital, STOPS } from "./address-span.ts";
import { STATES } from "./street-words.ts";

/** `1422 broadway new york ny 10036`: a house number, names, a state and its postcode. */
export function beforeState(
  { tokens, cueStartingAt }: Reading,
  at: number,
): AddressSpan | undefined {
  const house = tokens[at];
  if (house?.kind !== "digits" || house.raw.length > 6) return undefined;
  let strange = 0;
  for (let next = at + 1; next < at + MAX_BEFORE_STATE; next++) {
    const token = tokens[next];
    if (!token || cueStartingAt.get(next)?.type || STOPS.has(token.key)) return undefined;
    if (token.kind === "mark" && !/^[.,-]$/.test(token.raw)) return undefined;
    if (token.kind === "digits" && next === at + 1) return undefined;
    if (next > at + 1 && STATES.has(token.key) && tokens[next + 1]?.raw.length === 5) {
      if (tokens[next + 1]?.kind !== "digits") return undefined;
      const evidence = ["a number and names in front of a state and its postcode"];
      return { first: at, end: next + 2, confidence: 0.85, evidence };
    }
    if (tokenBits(token) & WORD.frequent && !isCapital(token) && ++strange > 3) return undefined;
  }
  return undefined;
}

const MAX_BEFORE_STATE = 10;

/** `9791 Markt 84 Apt. 597`: a number and capitalised words in front of a flat's number. */
export function beforeUnit({ tokens }: Reading, at: number): AddressSpan | undefined {
  if (tokens[at]?.kind !== "digits" || (tokens[at]?.raw.length ?? 9) > 5) return undefined;
  let names = 0;
  for (let next = at + 1; next < at + 12; next++) {
    const token = tokens[next];
    if (!token) return undefined;
    if (FLATS.has(token.key) && names > 0) {
      const value = tokens[next + 1]?.raw === "." ? next + 2 : next + 1;
      if (tokens[value]?.kind !== "digits") return undefined;
      return {
        first: at,
        end: value + 1,
        confidence: 0.85,
        evidence: ["a number and a name in front of a flat's number"],
      };
    }
    // "flat 3 is empty, the tenant in flat 5".
    if (STATES_OF.has(token.key)) return undefined;
    if (isCapital(token) || (token.kind === "word" && token.key.length > 3)) names++;
    else if (token.kind === "mark" && !/^[.,/>-]$/.test(token.raw)) return undefined;
  }
  return undefined;
}

const STATES_OF = new Set("is was are were has had and or the".split(" "));

export const FLATS = new Set(
  "apt suite apartment unit flat floor ste plot block villa shop".split(" "),
);
