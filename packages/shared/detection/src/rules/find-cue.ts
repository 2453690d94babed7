import * as MEANS from "../language/means.ts";
import type { FindingType } from "../finding.ts";
import type { CueHit, Reading } from "../text/reading.ts";
import { endsSentence } from "../text/reading.ts";
import type { Asked, Context } from "./context.ts";

/** A reason to take a value for a type. */
export interface Reason {
  type: FindingType;
  /** 0 to 1. */
  strength: number;
  source: "before" | "after" | "asked";
  cue?: CueHit;
}

/** Reasons for the value at tokens `[first, end)`, the strongest first. Of the value asked for last at a token they are remembered: each rule asks. */
export function reasonsFor(
  reading: Reading,
  context: Context,
  first: number,
  end: number,
): readonly Reason[] {
  if (reading.cueEndingAt.size === 0 && context.asked.length === 0) return NO_REASONS;
  const known = reading.reasons[first];
  if (known?.end === end) return known.reasons;
  const reasons = findReasons(reading, context, first, end);
  reading.reasons[first] = { end, reasons };
  return reasons;
}

function findReasons(
  reading: Reading,
  context: Context,
  first: number,
  end: number,
): readonly Reason[] {
  const cues = cuesBefore(reading, first);
  const before = strongOnes(cues);
  const after = cueAfter(reading, end);
  if (context.asked.length === 0) return after ? inOrder(before, after) : before;
  const reasons = after ? [...before, after] : [...before];
  const known = ((cues[0] ?? after)?.strength ?? 0) > 0.8 ? 0.08 : 0;
  const strange = Math.max(0, strangersAround(reading, first, end) - 3) * 0.04;
  const other = isOthers(reading, first);
  for (const asked of context.asked)
    if (!other || LEFT_OF.has(asked.type)) reasons.push(askedReason(asked, known + strange));
  const strong = reasons.filter(isStrong);
  return strong.length < 2 ? strong : strong.sort((a, b) => b.strength - a.strength);
}

/** Of cues in front: each further one is weaker. */
function strongOnes(before: readonly Reason[]): readonly Reason[] {
  const [nearest, further] = before;
  if (!nearest || !isStrong(nearest)) return NO_REASONS;
  return !further || isStrong(further) ? before : [nearest];
}

/** Cues in front and one behind, the strongest first. */
function inOrder(before: readonly Reason[], after: Reason): readonly Reason[] {
  const [nearest, further] = before;
  if (!nearest || after.strength > nearest.strength) return [after, ...before];
  return further && after.strength > further.strength
    ? [nearest, after, further]
    : [...before, after];
}

function isStrong({ strength }: Reason): boolean {
  return strength >= MIN_STRENGTH;
}

/** "the card ending 8840", whatever number was asked for: what a phrase that only looks like a cue says of it. */
function isOthers({ cueEndingAt }: Reading, first: number): boolean {
  const hit = cueEndingAt.get(first);
  return hit !== undefined && hit.type === undefined;
}

/** What such a phrase may answer. */
const LEFT_OF = new Set<FindingType>([
  "CARD_PARTIAL",
  "SSN_PARTIAL",
  "CARD_NUMBER",
  "DATE_OF_BIRTH",
]);

const MIN_STRENGTH = 0.6;
const NO_REASONS: readonly Reason[] = [];

function askedReason({ type, age, overtaken }: Asked, penalty: number): Reason {
  const strength =
    0.86 - 0.04 * age - (overtaken ? 0.08 : 0) - (ROOMY.has(type) ? 0.05 : 0) - penalty;
  return { type, strength, source: "asked" };
}

/** Types that numbers of many lengths fit: the narrower type goes first. */
const ROOMY = new Set<FindingType>(["ACCOUNT_ID", "ORDER_ID", "CARD_NUMBER", "PASSWORD", "SSN"]);

/** Words of the value's sentence that are neither cues nor connectors: an answer has few. */
function strangersAround(reading: Reading, first: number, end: number): number {
  const { tokens } = reading;
  let strangers = 0;
  for (let at = first - 1; at >= 0 && first - at < 20 && !endsSentence(reading, at); at--)
    if (isStranger(reading, at)) strangers++;
  for (let at = end; at < tokens.length && at - end < 20 && !endsSentence(reading, at); at++)
    if (isStranger(reading, at)) strangers++;
  return strangers;
}

function isStranger({ tokens, lexis }: Reading, at: number): boolean {
  return tokens[at]?.kind === "word" && !lexis.means(tokens[at], MEANS.connector);
}

const LOOK_BACK = 16;
/** Words that are neither connectors nor values between a cue and its value. */
const MAX_STRANGERS = 4;
const LINKS = new Set(["or", "and", ",", "/", "&", "either", "then", "not"]);

/** The nearest cue in front; see {@link cuesBefore}. */
export function cueBefore(reading: Reading, first: number): Reason | undefined {
  return cuesBefore(reading, first)[0];
}

/** The nearest two cues in front, over connectors, a few strangers, and other values linked by "or" and "and". Each rule asks of the same values. */
function cuesBefore(reading: Reading, first: number): readonly Reason[] {
  if (reading.cueEndingAt.size === 0) return NO_REASONS;
  return (reading.reasonsBefore[first] ??= findCuesBefore(reading, first));
}

function findCuesBefore(reading: Reading, first: number): readonly Reason[] {
  const { tokens, cueEndingAt, lexis } = reading;
  let nearest: Reason | undefined;
  let strangers = 0;
  let values = 0;
  let linked = false;
  for (let at = first; at > 0 && first - at < LOOK_BACK;) {
    const hit = cueEndingAt.get(at);
    if (hit) {
      const { type } = hit;
      if (type === undefined) break;
      const further = nearest ? 0.1 : 0;
      const strength = 0.95 - 0.07 * strangers - 0.08 * values - further;
      const reason: Reason = { type, strength, source: "before", cue: hit };
      if (nearest) return [nearest, reason];
      nearest = reason;
      at = hit.first;
      continue;
    }
    const token = tokens[at - 1];
    if (!token) break;
    if (token.kind === "mark") {
      if (token.raw === ";" || endsSentence(reading, at - 1)) break;
      if (LINKS.has(token.raw)) linked = true;
    } else if (token.kind === "digits" || lexis.means(token, MEANS.digits)) {
      const glued = tokens[at]?.start === token.end;
      if (!glued && !linked) break;
      if (linked) values++;
      linked = false;
    } else if (LINKS.has(token.key)) {
      linked = true;
    } else if (!lexis.means(token, MEANS.connector) && ++strangers > MAX_STRANGERS) {
      break;
    }
    at--;
  }
  return nearest ? [nearest] : NO_REASONS;
}

const AFTER = new Set(
  "is was are as for my the your his her a ( = our be its would should will".split(" "),
);

const LABELS = new Set(":=#-");

/** A cue behind: "1234 is my pin", "7402, my PIN", unless that cue has a value of its own. */
function cueAfter(reading: Reading, end: number): Reason | undefined {
  const { tokens, cueStartingAt, lexis } = reading;
  if (cueStartingAt.size === 0) return undefined;
  for (let at = end; at < end + 5; at++) {
    const hit = cueStartingAt.get(at);
    if (hit?.type) {
      let next = hit.end;
      while (
        next < hit.end + 6 &&
        (lexis.means(tokens[next], MEANS.connector) || LABELS.has(tokens[next]?.raw ?? ""))
      )
        next++;
      if (tokens[next]?.kind === "digits" || lexis.means(tokens[next], MEANS.digits))
        return undefined;
      const strength = at > end ? 0.88 : 0.75;
      return { type: hit.type, strength, source: "after", cue: hit };
    }
    const key = tokens[at]?.key ?? "";
    if (!AFTER.has(key) && !(key === "," && at === end && tokens[at + 1]?.key === "my"))
      return undefined;
  }
  return undefined;
}
