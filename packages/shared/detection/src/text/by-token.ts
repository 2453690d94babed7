import { LONGEST } from "./windows.ts";

/** Room for something of each token of a text, and of the end behind the last. */
export function byToken<T>(tokens: number): (T | undefined)[] {
  return EMPTY.slice(0, tokens + 1);
}

/** No text that is read at once has more tokens. A slice costs a fifth of an array whose length is set. */
const EMPTY = Array.from({ length: LONGEST + 1 }, () => undefined);
