import type { Finding, FindingType } from "../finding.ts";
import { unfold } from "../fold/fold.ts";
import type { Lexis } from "../language/lexis.ts";
import type { Context } from "../rules/context.ts";
import type { Proposal } from "../rules/proposal.ts";
import { resolve } from "../rules/resolve.ts";
import type { Reading } from "../text/reading.ts";
import { readMessage } from "../text/reading.ts";
import { askedFor } from "./questions.ts";
import type { Joined } from "./split-buffer.ts";
import { partOf, SplitBuffer } from "./split-buffer.ts";

/** A message as it comes in. `speaker` is any name that stays the same through the conversation. */
export interface SpokenMessage {
  speaker: string;
  text: string;
}

/** A finding in an earlier message, known only now. */
export interface RetroactiveFinding {
  /** Index of the message, from 0, in the order of `add`. */
  turn: number;
  finding: Finding;
}

export interface Detection {
  /** In this message, in order. */
  findings: Finding[];
  /** In earlier messages: parts of a number that this message completed, names that it made known. */
  retroactive: RetroactiveFinding[];
  /** The message may be a piece of a number: a widget holds it and offers the secure form. */
  hold: "piece-of-a-number" | undefined;
}

export interface ConversationDetector {
  add(message: SpokenMessage): Detection;
}

/** Makes proposals for one message. */
export type Finder = (reading: Reading, context: Context) => Proposal[];

/** What may change or add findings when a message has been resolved, such as a memory of names. */
export interface Memory {
  recall(reading: Reading, standing: readonly Proposal[], turn: number): { here: Proposal[]; earlier: RetroactiveFinding[] };
}

export interface CoreOptions {
  lexis: Lexis;
  finders: readonly Finder[];
  off: ReadonlySet<FindingType>;
  memory?: Memory | undefined;
}

/** The conversation-aware detector over a set of finders. State is bounded: six messages and three questions a speaker. */
export function createCore(options: CoreOptions): ConversationDetector {
  const buffers = new Map<string, SplitBuffer>();
  const questions = new Questions();
  let turn = -1;
  return {
    add({ speaker, text }) {
      turn++;
      const reading = readMessage(text, options.lexis);
      const context = questions.contextFor(speaker);
      const proposals = options.finders.flatMap((find) => find(reading, context));
      let standing = resolve(proposals);
      const buffer = buffers.get(speaker) ?? new SplitBuffer();
      if (buffers.size < MAX_SPEAKERS) buffers.set(speaker, buffer);
      const pending = buffer.pending();
      const joined = joinParts(buffer, reading, standing, context, turn);
      const retroactive: RetroactiveFinding[] = [];
      if (joined) {
        for (const part of joined.parts) {
          if (part.turn !== turn) retroactive.push({ turn: part.turn, finding: partFinding(joined, part.start, part.end) });
        }
      }
      const recalled = options.memory?.recall(reading, standing, turn);
      if (recalled) {
        standing = resolve([...standing, ...recalled.here]);
        retroactive.push(...recalled.earlier);
      }
      let findings = standing.flatMap((one) => toFinding(reading, one));
      const own = joined?.parts.find((part) => part.turn === turn);
      if (joined && own) {
        findings = [...findings.filter((one) => one.end <= own.start || one.start >= own.end), partFinding(joined, own.start, own.end)];
      }
      const hold = mayBePiece(reading, context, pending) ? "piece-of-a-number" : undefined;
      questions.heard(speaker, reading, findings);
      const wanted = (finding: Finding) => !options.off.has(finding.type);
      return {
        findings: findings.filter(wanted).sort((a, b) => a.start - b.start),
        retroactive: retroactive.filter(({ finding }) => wanted(finding)),
        hold,
      };
    },
  };
}

const MAX_SPEAKERS = 16;

function toFinding(reading: Reading, { type, start, end, confidence, evidence, rule }: Proposal): Finding[] {
  if (!type) return [];
  return [{ type, ...unfold(reading.folded, start, end), confidence: Math.round(confidence * 100) / 100, evidence, rule }];
}

function partFinding({ type, evidence }: Joined, start: number, end: number): Finding {
  return { type, start, end, confidence: 0.95, evidence, rule: "split" };
}

function joinParts(buffer: SplitBuffer, reading: Reading, standing: readonly Proposal[], context: Context, turn: number): Joined | undefined {
  const part = partOf(reading);
  if (!part) return buffer.add(undefined, context);
  const named = standing.some(
    (one) => one.start < part.end && part.start < one.end && one.rule !== "number-asked" && one.type !== "CARD_PARTIAL" && one.type !== "SSN_PARTIAL" && one.confidence > 0.7,
  );
  return buffer.add({ ...part, ...unfold(reading.folded, part.start, part.end), turn, taken: named }, context);
}

/** Only three to eight digits, right after a question for a card or a social security number, or after other pieces. */
function mayBePiece(reading: Reading, context: Context, pending: number): boolean {
  const part = partOf(reading);
  if (!part?.alone || part.compact.length < 3) return false;
  const asked = context.asked.includes("CARD_NUMBER") || context.asked.includes("SSN");
  return (asked && part.compact.length <= 12) || pending >= 3;
}

/** How many messages of the other side a question waits for its answer. */
const PATIENCE = 3;

class Questions {
  readonly #asked = new Map<string, { types: FindingType[]; answers: number }>();
  readonly #topics = new Map<string, { type: FindingType; turn: number }[]>();
  readonly #speakers = new Map<string, number>();
  #turn = 0;

  contextFor(speaker: string): Context {
    const asked: FindingType[] = [];
    for (const [asker, question] of this.#asked) if (asker !== speaker) asked.push(...question.types);
    const topic = new Set<FindingType>();
    for (const topics of this.#topics.values()) {
      for (const one of topics) if (this.#turn - one.turn <= TOPIC_TURNS) topic.add(one.type);
    }
    const [count = 0] = this.#speakers.values();
    return { asked, topic, oneSided: this.#speakers.size === 1 && count >= 2 && this.#speakers.has(speaker) };
  }

  heard(speaker: string, reading: Reading, findings: readonly Finding[]): void {
    this.#turn++;
    if (this.#speakers.size < MAX_SPEAKERS) this.#speakers.set(speaker, (this.#speakers.get(speaker) ?? 0) + 1);
    for (const [asker, question] of this.#asked) {
      if (asker === speaker) continue;
      question.types = question.types.filter((type) => !findings.some((finding) => answers(finding.type, type)));
      question.answers++;
      if (question.answers >= PATIENCE || question.types.length === 0) this.#asked.delete(asker);
    }
    const types = askedFor(reading);
    if (types.length > 0 && this.#asked.size < MAX_SPEAKERS) this.#asked.set(speaker, { types, answers: 0 });
    const topics = this.#topics.get(speaker) ?? [];
    for (const hit of reading.cueStartingAt.values()) if (hit.type) topics.push({ type: hit.type, turn: this.#turn });
    if (this.#topics.size < MAX_SPEAKERS || this.#topics.has(speaker)) this.#topics.set(speaker, topics.slice(-8));
  }
}

const TOPIC_TURNS = 8;

/** A split number's first part does not answer the question for the number. */
function answers(found: FindingType, asked: FindingType): boolean {
  return found === asked && found !== "CARD_NUMBER" && found !== "SSN" && found !== "PHONE" && found !== "IBAN";
}
