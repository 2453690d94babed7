import type { Memory, RetroactiveFinding } from "../conversation/core.ts";
import { unfold } from "../fold/fold.ts";
import { tokenBits, WORD } from "../lexicon/lexicon.ts";
import type { Proposal } from "../rules/proposal.ts";
import type { Reading } from "../text/reading.ts";

/** A part of a name that was found: `lee` of "Ann Lee". */
interface Part {
  /** The name was sure, or stands in no dictionary: it counts in small letters too. */
  sure: boolean;
}

const KEPT_MESSAGES = 40;
const MAX_PARTS = 60;
const SURE = 0.72;

/**
 * The persons of a conversation: a name known once is found again by any of its parts, later and in what was said
 * before, by every speaker.
 */
export function createNameMemory(): Memory {
  const parts = new Map<string, Part>();
  let heard: { turn: number; reading: Reading; taken: readonly Proposal[] }[] = [];
  return {
    recall(reading, standing, turn) {
      const here = mentions(reading, standing, parts);
      const fresh = learn(reading, standing, parts);
      const earlier: RetroactiveFinding[] = [];
      if (fresh.size > 0) {
        for (const message of heard) {
          const known = mentions(message.reading, message.taken, fresh);
          message.taken = [...message.taken, ...known].sort((a, b) => a.start - b.start);
          for (const found of known) {
            const { start, end, confidence, evidence, rule } = found;
            const span = unfold(message.reading.folded, start, end);
            earlier.push({
              turn: message.turn,
              finding: { type: "PERSON", ...span, confidence, evidence, rule },
            });
          }
        }
      }
      heard = [...heard, { turn, reading, taken: inOrder(standing, here) }].slice(-KEPT_MESSAGES);
      return { here, earlier };
    },
  };
}

/** Words of the message that are parts of known names and in no finding. */
function mentions(
  reading: Reading,
  standing: readonly Proposal[],
  parts: ReadonlyMap<string, Part>,
): Proposal[] {
  if (parts.size === 0) return [];
  const found: Proposal[] = [];
  let next = 0;
  for (const token of reading.tokens) {
    if (token.kind !== "word") continue;
    const possessive = token.key.length > 3 && /'s$/i.test(token.raw);
    const part = parts.get(possessive ? token.key.slice(0, -1) : token.key);
    if (!part || !(part.sure || /^\p{Lu}/u.test(token.raw))) continue;
    const end = token.end - (possessive ? 2 : 0);
    while (next < standing.length && (standing[next]?.end ?? 0) <= token.start) next++;
    if ((standing[next]?.start ?? Number.POSITIVE_INFINITY) < end) continue;
    const last = found.at(-1);
    if (last && /^[\s.-]{1,2}$/.test(reading.text.slice(last.end, token.start))) {
      last.end = end;
      continue;
    }
    const evidence = ["a part of a name known from this conversation"];
    found.push({
      type: "PERSON",
      start: token.start,
      end,
      confidence: 0.8,
      evidence,
      rule: "name-known",
    });
  }
  return found;
}

/** Remembers the parts of this message's names; returns those that were not known. */
function learn(
  reading: Reading,
  standing: readonly Proposal[],
  parts: Map<string, Part>,
): Map<string, Part> {
  const fresh = new Map<string, Part>();
  let at = 0;
  for (const { type, start, end, confidence } of standing) {
    if (type !== "PERSON" || confidence < SURE) continue;
    while ((reading.tokens[at]?.start ?? Number.POSITIVE_INFINITY) < start) at++;
    for (; (reading.tokens[at]?.end ?? Number.POSITIVE_INFINITY) <= end + 2; at++) {
      const token = reading.tokens[at];
      if (token?.kind !== "word") continue;
      const key =
        token.key.length > 3 && /'s$/i.test(token.raw) ? token.key.slice(0, -1) : token.key;
      if (key.length < 3 || parts.has(key) || parts.size >= MAX_PARTS) continue;
      const bits = tokenBits(token);
      if (bits & WORD.frequent) continue;
      const part = { sure: (bits & (WORD.common | WORD.place)) === 0 };
      parts.set(key, part);
      fresh.set(key, part);
    }
  }
  return fresh;
}

function inOrder(standing: readonly Proposal[], more: readonly Proposal[]): readonly Proposal[] {
  return more.length === 0 ? standing : [...standing, ...more].sort((a, b) => a.start - b.start);
}
