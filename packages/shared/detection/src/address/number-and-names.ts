import * as MEANS from "../language/means.ts";
import { tokenBits, WORD } from "../lexicon/lexicon.ts";
import { isBritishAt } from "../rules/postcodes.ts";
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

/** `4 high petergate, yo1 7eh`: a house number and names right in front of a British postcode, whatever its street is called. */
export function beforeBritish(
  { text, tokens, lexis, cueStartingAt }: Reading,
  at: number,
): AddressSpan | undefined {
  const house = tokens[at];
  if (house?.kind !== "digits" || house.raw.length > 4) return undefined;
  const lettered = tokens[at + 1]?.raw.length === 1 && tokens[at + 1]?.start === house.end;
  let rare = 0;
  for (let next = lettered ? at + 2 : at + 1; next < at + MAX_BEFORE_BRITISH; next++) {
    const token = tokens[next];
    if (!token || cueStartingAt.get(next)?.type || STOPS.has(token.key)) return undefined;
    if (token.raw === "," && next > at + 1) continue;
    if (token.kind !== "word") return undefined;
    if (rare > 0 && isBritishAt(text, token.start)) {
      const end = tokens[next - 1]?.raw === "," ? next - 1 : next;
      const evidence = ["a house number and a street", "a town, state or postcode behind it"];
      return { first: at, end, confidence: 0.85, evidence };
    }
    if (lexis.means(token, MEANS.unit) || AWAY.has(token.key)) return undefined;
    if (isCapital(token) || !(tokenBits(token) & WORD.frequent)) rare++;
  }
  return undefined;
}

const MAX_BEFORE_BRITISH = 9;
/** "2 parcels near yo1 7eh": a way to a postcode. */
const AWAY = new Set(
  "near around towards into via between within outside behind opposite".split(" "),
);

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
