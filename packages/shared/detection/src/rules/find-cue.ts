import type { FindingType } from "../finding.ts";
import type { CueHit, Reading } from "../text/reading.ts";
import { endsSentence } from "../text/reading.ts";
import type { Context } from "./context.ts";

/** A reason to take a value for a type. */
export interface Reason {
  type: FindingType;
  /** 0 to 1. */
  strength: number;
  evidence: string;
  source: "before" | "after" | "asked" | "topic";
  cue?: CueHit;
}

/** Reasons for the value at tokens `[first, end)`, the strongest first. */
export function reasonsFor(
  reading: Reading,
  context: Context,
  first: number,
  end: number,
): Reason[] {
  const reasons: Reason[] = [];
  const before = cueBefore(reading, first);
  if (before) reasons.push(before);
  const after = cueAfter(reading, end);
  if (after) reasons.push(after);
  const strength = before || after ? 0.72 : 0.85;
  for (const type of context.asked) {
    reasons.push({ type, strength, evidence: "the other side asked for it", source: "asked" });
  }
  return reasons.sort((a, b) => b.strength - a.strength);
}

const LOOK_BACK = 14;
/** Words that are neither connectors nor values between a cue and its value. */
const MAX_STRANGERS = 4;
const LINKS = new Set(["or", "and", ",", "/", "&", "either", "then", "not"]);

/** The nearest cue in front, over connectors, a few strangers, and other values linked by "or" and "and". */
export function cueBefore(reading: Reading, first: number): Reason | undefined {
  const { tokens, cueEndingAt, lexis } = reading;
  let strangers = 0;
  let values = 0;
  let linked = false;
  for (let at = first; at > 0 && first - at < LOOK_BACK; at--) {
    const hit = cueEndingAt.get(at);
    if (hit) {
      if (hit.type === undefined) return undefined;
      const strength = 0.95 - 0.07 * strangers - 0.08 * values;
      return { type: hit.type, strength, evidence: "named in front of it", source: "before", cue: hit };
    }
    const token = tokens[at - 1];
    if (!token || endsSentence(tokens, at - 1) || token.raw === ";") return undefined;
    if (token.kind === "mark") {
      if (LINKS.has(token.raw)) linked = true;
    } else if (token.kind === "digits" || lexis.digits.has(token.key)) {
      const glued = tokens[at]?.start === token.end;
      if (!glued && !linked) return undefined;
      if (linked) values++;
      linked = false;
    } else if (LINKS.has(token.key)) {
      linked = true;
    } else if (!lexis.connectors.has(token.key) && ++strangers > MAX_STRANGERS) {
      return undefined;
    }
  }
  return undefined;
}

const AFTER = new Set(["is", "was", "are", "as", "for", "my", "the", "your", "his", "her", "a", "(", "=", "our", "be", "its", "would", "should", "will"]);

/** A cue behind: "1234 is my pin", unless that cue has a value of its own. */
function cueAfter(reading: Reading, end: number): Reason | undefined {
  const { tokens, cueStartingAt, lexis } = reading;
  for (let at = end; at < end + 4; at++) {
    const hit = cueStartingAt.get(at);
    if (hit?.type) {
      let next = hit.end;
      while (lexis.connectors.has(tokens[next]?.key ?? "") || /^[:=#-]$/.test(tokens[next]?.raw ?? "")) next++;
      if (tokens[next]?.kind === "digits" || lexis.digits.has(tokens[next]?.key ?? "")) return undefined;
      const strength = at > end ? 0.88 : 0.75;
      return { type: hit.type, strength, evidence: "named behind it", source: "after", cue: hit };
    }
    if (!AFTER.has(tokens[at]?.key ?? "")) return undefined;
  }
  return undefined;
}
