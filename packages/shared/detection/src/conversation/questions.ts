import type { FindingType } from "../finding.ts";
import type { Reading } from "../text/reading.ts";

/** What a message asks for, in its order: every kind of value it names, when it reads as a question or a request. */
export function askedFor(reading: Reading): FindingType[] {
  const { tokens, cueStartingAt, lexis } = reading;
  const asks = tokens.some((token) => token.raw === "?" || lexis.requests.has(token.key));
  const types = new Set<FindingType>();
  for (const hit of cueStartingAt.values()) if (hit.type) types.add(hit.type);
  // A short line that is nothing but names of values is a request too: "Account number and pin".
  const bare = tokens.length <= 6 && types.size > 0;
  return asks || bare ? [...types] : [];
}
