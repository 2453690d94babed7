import * as MEANS from "../language/means.ts";
import type { Reading } from "../text/reading.ts";

/** How many tokens of a message are outside `[first, end)`, connectors and marks not counted. */
export function othersAround({ tokens, lexis }: Reading, first: number, end: number): number {
  if (tokens.length - (end - first) > LONG) return MANY + 1;
  let others = 0;
  for (let at = 0; at < tokens.length; at++) {
    if (at === first) at = end;
    const token = tokens[at];
    if (token && token.kind !== "mark" && !lexis.means(token, MEANS.connector)) others++;
    if (others > MANY) break;
  }
  return others;
}

const MANY = 8;
/** A message of more tokens is no short answer. */
const LONG = 60;
