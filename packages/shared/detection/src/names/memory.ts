import type { Memory, RetroactiveFinding } from "../conversation/core.ts";
import { tokenBits, WORD } from "../lexicon/lexicon.ts";
import type { Proposal } from "../rules/proposal.ts";
import type { Reading } from "../text/reading.ts";

/** A part of a name that was found: `lee` of "Ann Lee". */
interface Part {
  /** The name was sure, or stands in no dictionary: it counts in small letters too. */
  sure: boolean;
  /** Only behind a greeting: the name was not sure at all. */
  weak: boolean;
}

interface Span {
  start: number;
  end: number;
}

/** A word that may be, or turn out to be, a part of a name. */
interface Mention extends Span {
  /** Without a possessive s. */
  key: string;
  bits: number;
  capital: boolean;
  /** Behind "hi", "thanks". */
  greeted: boolean;
  /** Nothing but a blank, a stop or a dash between it and the one before. */
  joined: boolean;
}

const KEPT_MESSAGES = 40;
const MAX_PARTS = 60;
const SURE = 0.72;
const LIKELY = 0.6;
const GREETINGS = new Set(
  "hi hello hey dear thanks thank you bye welcome day morning afternoon evening".split(" "),
);

/**
 * The persons of a conversation: a name known once is found again by any of its parts, later and in what was said
 * before, by every speaker.
 */
export function createNameMemory(): Memory {
  const parts = new Map<string, Part>();
  let heard: { turn: number; words: Mention[]; taken: Span[] }[] = [];
  return {
    recall(reading, standing, turn) {
      const words = mentionsIn(reading);
      const here = known(words, standing, parts).map((span) => ({ ...span, ...FOUND }));
      const fresh = learn(words, standing, parts);
      const earlier: RetroactiveFinding[] = [];
      if (fresh.size > 0) {
        for (const message of heard) {
          const spans = known(message.words, message.taken, fresh);
          if (spans.length > 0) message.taken = inOrder(message.taken, spans);
          for (const span of spans)
            earlier.push({ turn: message.turn, finding: { ...FOUND, ...span } });
        }
      }
      if (words.length > 0) {
        const original = ({ start, end }: Span) => reading.original(start, end);
        heard.push({
          turn,
          words: words.map((word) => ({ ...word, ...original(word) })),
          taken: inOrder(standing, here).map(original),
        });
        heard = heard.filter((one) => turn - one.turn < KEPT_MESSAGES).slice(-KEPT_MESSAGES);
      }
      return { here, earlier };
    },
  };
}

const FOUND: Omit<Proposal & { type: "PERSON" }, "start" | "end"> = {
  type: "PERSON",
  confidence: 0.8,
  evidence: ["a part of a name known from this conversation"],
  rule: "name-known",
};

/** The words of a message that a name can be made of, in the folded text. */
function mentionsIn(reading: Reading): Mention[] {
  const found: Mention[] = [];
  for (const [at, token] of reading.tokens.entries()) {
    if (token.kind !== "word" || token.key.length < 3) continue;
    const possessive = token.key.length > 3 && POSSESSIVE.test(token.raw);
    const bits = tokenBits(token);
    if (!possessive && bits & WORD.frequent) continue;
    const before = found.at(-1);
    found.push({
      key: possessive ? token.key.slice(0, -1) : token.key,
      bits,
      capital: token.raw !== token.key && CAPITAL.test(token.raw),
      greeted: GREETINGS.has(reading.tokens[at - 1]?.key ?? ""),
      start: token.start,
      end: token.end - (possessive ? 2 : 0),
      joined: before !== undefined && isJoint(reading.text, before.end, token.start),
    });
  }
  return found;
}

const POSSESSIVE = /'s$/i;
const CAPITAL = /^\p{Lu}/u;
const JOINT = /^[\s.-]{1,2}$/;

function isJoint(text: string, from: number, to: number): boolean {
  return to - from <= 2 && JOINT.test(text.slice(from, to));
}

/** Spans of the words that are parts of known names and in nothing that was found. */
function known(
  words: readonly Mention[],
  taken: readonly Span[],
  parts: ReadonlyMap<string, Part>,
): Span[] {
  if (parts.size === 0) return [];
  const found: Span[] = [];
  let next = 0;
  let previous: Mention | undefined;
  for (const word of words) {
    const part = parts.get(word.key);
    const counts = part !== undefined && (part.weak ? word.greeted : part.sure || word.capital);
    if (counts) {
      while (next < taken.length && (taken[next]?.end ?? 0) <= word.start) next++;
      if ((taken[next]?.start ?? Number.POSITIVE_INFINITY) >= word.end) {
        const last = found.at(-1);
        if (last && word.joined && previous?.end === last.end) last.end = word.end;
        else found.push({ start: word.start, end: word.end });
      }
    }
    previous = word;
  }
  return found;
}

/** Remembers the parts of this message's names; returns those that were not known. */
function learn(
  words: readonly Mention[],
  standing: readonly Proposal[],
  parts: Map<string, Part>,
): Map<string, Part> {
  const fresh = new Map<string, Part>();
  let next = 0;
  // Both are in order.
  for (const { type, start, end, confidence } of standing) {
    if (type !== "PERSON" || confidence < LIKELY) continue;
    while (next < words.length && (words[next]?.start ?? 0) < start) next++;
    for (let word = words[next]; word && word.end <= end; word = words[++next]) {
      if (word.bits & WORD.frequent) continue;
      const weak = confidence < SURE;
      const known = parts.get(word.key);
      if (word.key.length < 3 || (known && (weak || !known.weak))) continue;
      if (!known && parts.size >= MAX_PARTS) continue;
      const part = { sure: (word.bits & (WORD.common | WORD.place)) === 0, weak };
      parts.set(word.key, part);
      fresh.set(word.key, part);
    }
  }
  return fresh;
}

function inOrder(spans: readonly Span[], more: readonly Span[]): Span[] {
  return more.length === 0
    ? [...spans]
    : [...spans, ...more].sort((one, other) => one.start - other.start);
}
