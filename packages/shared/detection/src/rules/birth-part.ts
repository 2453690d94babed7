import * as MEANS from "../language/means.ts";
import type { Reading } from "../text/reading.ts";
import type { DateSpan } from "./worded-date.ts";
import { isOrdinal, LONG_YEAR } from "./worded-date.ts";

/** An answer that is one part of a date of birth, or a month and a day: "the fourteenth", "november", "1966", "seventy one", "march 3rd". */
export function birthPart({ tokens, lexis }: Reading): DateSpan | undefined {
  if (tokens.length > MOST_TOKENS || tokens.some(({ key }) => NO_PART.has(key))) return undefined;
  let first = -1;
  let end = 0;
  let parts = 0;
  for (const [at, token] of tokens.entries()) {
    const part =
      lexis.means(token, MEANS.month | MEANS.digits) ||
      isOrdinal(token, lexis) ||
      (token.kind === "digits" && (token.raw.length <= 2 || LONG_YEAR.test(token.raw)));
    if (part) {
      if (first < 0) first = at;
      end = at + 1;
      parts++;
    } else if (lexis.means(token, MEANS.ordinal) && end === at && end > 0) {
      end = at + 1;
    } else if (
      token.kind === "mark" ? !/[.,!-]/.test(token.raw) : !lexis.means(token, MEANS.connector)
    ) {
      return undefined;
    }
  }
  return parts > 0 && parts <= MOST_PARTS ? { first, end, kind: "part" } : undefined;
}

const MOST_TOKENS = 9;
/** "I am 93", "it starts with an 18". */
const NO_PART = new Set(["i", "im", "am", "a", "an"]);
/** "nineteen seventy one". */
const MOST_PARTS = 3;
