import { tokenBits, WORD } from "../lexicon/lexicon.ts";
import type { Context } from "../rules/context.ts";
import type { Reading } from "../text/reading.ts";
import { endsSentence } from "../text/reading.ts";
import type { AddressSpan } from "./address-span.ts";
import { isCapital, STOPS } from "./address-span.ts";
import { DIRECTIONS, STATES, STREET_TYPES } from "./street-words.ts";

/** Behind "address is": the rest of the sentence when it holds a number, a street or a place. */
export function named(reading: Reading, at: number): AddressSpan | undefined {
  const hit = reading.cueEndingAt.get(at);
  if (hit?.type !== "ADDRESS" || !/addr/.test(reading.tokens[hit.end - 1]?.key ?? ""))
    return undefined;
  const { tokens } = reading;
  let first = at;
  while (
    first < at + 5 &&
    (LINKS.has(tokens[first]?.key ?? "") ||
      (reading.text[(tokens[first]?.start ?? 1) - 1] === "\n" && tokens[first]?.kind === "mark"))
  )
    first++;
  if (OF.has(tokens[first]?.key ?? "")) first = behindOwner(reading, first);
  return content(reading, first, 0.8, "named in front of it");
}

const OF = new Set(["of", "for", "with", "from"]);

/** "the address of Acme is 1 Main St", "an address of 1 Main St": where it begins. */
function behindOwner({ tokens }: Reading, of: number): number {
  if (tokens[of + 1]?.kind === "digits") return of + 1;
  for (let at = of + 1; at < of + 8 && tokens[at]; at++)
    if (tokens[at]?.key === "is" || tokens[at]?.raw === ":") return at + 1;
  return of;
}

const LINKS = new Set([
  "is",
  ":",
  "-",
  "=",
  "was",
  "will",
  "be",
  "to",
  "the",
  "as",
  "its",
  "no",
  "number",
  ",",
  "would",
  "in",
  "at",
  "still",
  "now",
]);

export function answered(reading: Reading, context: Context): AddressSpan | undefined {
  const asked = context.asked.some(
    (one) => one.type === "ADDRESS" && one.age === 0 && !one.overtaken,
  );
  return asked && context.speaker !== "agent"
    ? content(reading, 0, 0.7, "the other side asked for it")
    : undefined;
}

const MAX_CONTENT = 16;

/** Words and numbers up to the sentence's end, when they read as an address. */
function content(
  reading: Reading,
  from: number,
  confidence: number,
  why: string,
): AddressSpan | undefined {
  const { tokens } = reading;
  let end = from;
  let strange = 0;
  let signs = 0;
  while (end < tokens.length && end - from < MAX_CONTENT && !endsSentence(reading, end)) {
    const token = tokens[end];
    if (!token || token.raw === "?") break;
    const hit = reading.cueStartingAt.get(end);
    if (end > from && hit?.type && hit.type !== "ADDRESS") break;
    const bits = tokenBits(token);
    const plain =
      bits & WORD.frequent &&
      !isCapital(token) &&
      !STREET_TYPES.has(token.key) &&
      !DIRECTIONS.has(token.key);
    if (plain && ++strange > 1) break;
    if (
      token.kind === "digits" ||
      STREET_TYPES.has(token.key) ||
      bits & WORD.place ||
      (STATES.has(token.key) && end > from)
    )
      signs++;
    end++;
  }
  while (end > from && (tokens[end - 1]?.kind === "mark" || STOPS.has(tokens[end - 1]?.key ?? "")))
    end--;
  return signs >= 1 && end - from >= 2 && strange <= 1
    ? { first: from, end, confidence, evidence: [why, "reads as an address"] }
    : undefined;
}
