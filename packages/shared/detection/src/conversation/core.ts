import { issuerOf } from "../card/issuers.ts";
import type { Finding, FindingType } from "../finding.ts";
import { unfold } from "../fold/fold.ts";
import type { Lexis } from "../language/lexis.ts";
import type { Context } from "../rules/context.ts";
import { isAsked } from "../rules/context.ts";
import type { Proposal } from "../rules/proposal.ts";
import { resolve } from "../rules/resolve.ts";
import type { Reading } from "../text/reading.ts";
import { readMessage } from "../text/reading.ts";
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
      const part = partOf(reading);
      const joined = joinParts(buffer, part, reading, standing, context, turn);
      const retroactive: RetroactiveFinding[] = [];
      if (joined) {
        for (const part of joined.parts) {
          if (part.turn !== turn)
            retroactive.push({
              turn: part.turn,
              finding: partFinding(joined, part),
            });
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
        findings = [
          ...findings.filter((one) => one.end <= own.start || one.start >= own.end),
          partFinding(joined, own),
        ];
      }
      const hold = mayBePiece(
        part,
        context,
        pending,
        standing.some((one) => NAMED.test(one.rule)),
      )
        ? "piece-of-a-number"
        : undefined;
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

function joinParts(
  buffer: SplitBuffer,
  part: ReturnType<typeof partOf>,
  reading: Reading,
  standing: readonly Proposal[],
  context: Context,
  turn: number,
): Joined | undefined {
  if (!part) return buffer.add(undefined, context);
  const named = standing.find(
    (one) => one.start < part.end && part.start < one.end && NAMED.test(one.rule),
  )?.type;
  return buffer.add(
    {
      ...part,
      ...unfold(reading.folded, part.start, part.end),
      whole: unfold(reading.folded, part.whole.start, part.whole.end),
      turn,
      named,
      taken: false,
    },
    context,
  );
}

/** Only three to twelve digits, right after a question for a card or a social security number, or after other pieces. */
function mayBePiece(
  part: ReturnType<typeof partOf>,
  context: Context,
  pending: number,
  named: boolean,
): boolean {
  if (!part?.alone || part.digits.length < 3) return false;
  const asked = isAsked(context, "CARD_NUMBER") || isAsked(context, "SSN");
  // Nothing but twelve to fifteen digits that begin as a card number does: more may follow.
  const begun = part.digits.length >= 12 && part.digits.length <= 15 && !named;
  if (begun && issuerOf(part.digits) !== undefined) return true;
  return (asked && part.digits.length <= 12) || pending >= 3;
}
