import { issuerOf } from "../card/issuers.ts";
import type { Finding, FindingType } from "../finding.ts";
import { unfold } from "../fold/fold.ts";
import type { Lexis } from "../language/lexis.ts";
import type { Context } from "../rules/context.ts";
import { isAsked } from "../rules/context.ts";
import type { Proposal } from "../rules/proposal.ts";
import { resolve } from "../rules/resolve.ts";
import { Reading } from "../text/reading.ts";
import { Questions } from "./questions.ts";
import type { Joined, Part } from "./split-buffer.ts";
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
  recall(
    reading: Reading,
    standing: readonly Proposal[],
    turn: number,
  ): { here: Proposal[]; earlier: RetroactiveFinding[] };
}

export interface CoreOptions {
  lexis: Lexis;
  finders: readonly Finder[];
  off: ReadonlySet<FindingType>;
  memory?: Memory | undefined;
}

/** The conversation-aware detector over a set of finders. State is bounded: the latest parts of numbers and the open questions of each speaker. */
export function createCore({ lexis, finders, off, memory }: CoreOptions): ConversationDetector {
  const buffers = new Map<string, SplitBuffer>();
  const questions = new Questions();
  let turn = -1;
  const bufferOf = (speaker: string) => {
    let buffer = buffers.get(speaker);
    if (!buffer) {
      buffer = new SplitBuffer();
      if (buffers.size < MAX_SPEAKERS) buffers.set(speaker, buffer);
    }
    return buffer;
  };
  return {
    add({ speaker, text }) {
      turn++;
      const reading = new Reading(text, lexis);
      const context = questions.contextFor(speaker);
      let standing = resolve(proposalsOf(finders, reading, context));
      const retroactive: RetroactiveFinding[] = [];
      const pieces = readPieces(bufferOf(speaker), reading, context, standing, turn);
      const { joined } = pieces;
      for (const part of joined?.parts ?? NO_PARTS) {
        if (joined && part.turn !== turn)
          retroactive.push({ turn: part.turn, finding: partFinding(joined, part) });
      }
      const recalled = memory?.recall(reading, standing, turn);
      if (recalled) {
        if (recalled.here.length > 0) standing = resolve([...standing, ...recalled.here]);
        retroactive.push(...recalled.earlier);
      }
      let findings = standing.length > 0 ? standing.flatMap((one) => toFinding(reading, one)) : [];
      const own = joined?.parts.find((part) => part.turn === turn);
      if (joined && own) {
        findings = findings.filter((one) => one.end <= own.start || one.start >= own.end);
        findings.push(partFinding(joined, own));
        findings.sort((a, b) => a.start - b.start);
      }
      questions.heard(speaker, reading, findings);
      const { hold } = pieces;
      if (off.size === 0) return { findings, retroactive, hold };
      return {
        findings: findings.filter(({ type }) => !off.has(type)),
        retroactive: retroactive.filter(({ finding }) => !off.has(finding.type)),
        hold,
      };
    },
  };
}

const NO_PARTS: readonly Part[] = [];

function proposalsOf(finders: readonly Finder[], reading: Reading, context: Context): Proposal[] {
  if (finders.length === 1) return finders[0]?.(reading, context) ?? [];
  return finders.flatMap((find) => find(reading, context));
}

const MAX_SPEAKERS = 16;

/** Rules that say what a number is by a word beside it. */
const NAMED = /^(?:number|code)-(?:before|after|asked)$|^(?:card-number|iban|date|email|url|ip)$/;

function toFinding(
  reading: Reading,
  { type, start, end, confidence, evidence, rule }: Proposal,
): Finding[] {
  if (!type) return [];
  return [
    {
      type,
      ...unfold(reading.folded, start, end),
      confidence: Math.round(confidence * 100) / 100,
      evidence,
      rule,
    },
  ];
}

function partFinding({ type, evidence, whole }: Joined, part: Part): Finding {
  const { start, end } = whole ? part.whole : part;
  return { type, start, end, confidence: 0.95, evidence, rule: "split" };
}

interface Pieces {
  joined: Joined | undefined;
  hold: Detection["hold"];
}

const NO_PIECES: Pieces = { joined: undefined, hold: undefined };

/** What a message's number completes, and whether more of it may follow. */
function readPieces(
  buffer: SplitBuffer,
  reading: Reading,
  context: Context,
  standing: readonly Proposal[],
  turn: number,
): Pieces {
  const found = reading.runs.length > 0 ? partOf(reading) : undefined;
  if (!found) {
    buffer.skip();
    return NO_PIECES;
  }
  const pending = buffer.pending();
  const named = standing.find(
    (one) => one.start < found.end && found.start < one.end && NAMED.test(one.rule),
  );
  const part: Part = {
    ...found,
    ...unfold(reading.folded, found.start, found.end),
    whole: unfold(reading.folded, found.whole.start, found.whole.end),
    turn,
    named: named?.type,
    taken: false,
  };
  const hold = mayBePiece(part, context, pending, named !== undefined);
  return { joined: buffer.add(part, context), hold: hold ? "piece-of-a-number" : undefined };
}

/**
 * Little but digits, after a question for a card or a social security number, after other pieces, or so many that
 * begin as a card number does that more may follow.
 */
function mayBePiece(part: Part, context: Context, pending: number, named: boolean): boolean {
  const { alone, digits } = part;
  if (!alone || digits === "") return false;
  const card = isAsked(context, "CARD_NUMBER");
  const asked = card || isAsked(context, "SSN");
  if (asked && digits.length <= 12 && (card || digits.length >= 3)) return true;
  if (pending >= 3 && pending + digits.length >= 5) return true;
  const begun = digits.length >= (context.isTopic("CARD_NUMBER") ? 9 : 12) && digits.length <= 15;
  return begun && !named && issuerOf(digits) !== undefined;
}
