import type { Token } from "../text/tokens.ts";

/** Some words of a message: tokens `[first, end)`. */
export interface WordRange {
  first: number;
  end: number;
}

/** Words and marks that lead from a name for a value to the value. */
export const LINK = new Set(["is", "was", "are", "were", ":", "=", "-", "its", "called", "named"]);
/** Words that are no value, and that no value begins with. */
export const STOP = new Set(
  "not wrong incorrect correct right working expired blocked locked invalid what which who where how why the a an and but or because to for on in with please it that this changed lost forgotten stolen compromised different same old new reset hacked known unknown required needed missing asking being going i you we they he she no yes dont cant im ive my your also still just so if when then than about".split(
    " ",
  ),
);

export function isCapital(token: Token | undefined): boolean {
  // A word whose key is as it was written has no capital: no need to ask.
  return token?.kind === "word" && token.raw !== token.key && CAPITAL.test(token.raw);
}

const CAPITAL = /^\p{Lu}/u;
