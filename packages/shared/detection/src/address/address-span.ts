import type { Token } from "../text/tokens.ts";

/** A part of a message that reads as a postal address: tokens `[first, end)`. */
export interface AddressSpan {
  first: number;
  end: number;
  confidence: number;
  evidence: string[];
}

/** Words that no street has in small letters. */
export const STOPS = new Set(
  "am pm is are was for of to at on in the a an and people tickets minutes days my i it you from by with or per".split(
    " ",
  ),
);

export function isCapital(token: Token | undefined): boolean {
  // A word whose key is as it was written has no capital: no need to ask.
  return token?.kind === "word" && token.raw !== token.key && CAPITAL.test(token.raw);
}

const CAPITAL = /^\p{Lu}/u;
