import { detectCards } from "../card.ts";
import type { Finding } from "../finding.ts";
import type { ConversationDetector, Detection } from "./core.ts";

/** A message that both sides of a conversation have, or that was taken back and stands as it now reads. */
export interface Heard {
  readonly id: string;
  readonly seq: number;
  readonly speaker: string;
  readonly text: string;
}

/** What a message that is not sent yet would be: its own findings, and those that it makes known in earlier ones. */
export interface Look {
  readonly findings: readonly Finding[];
  readonly earlier: readonly { readonly message: Heard; readonly findings: readonly Finding[] }[];
  readonly hold: Detection["hold"];
}

/**
 * Detection over a conversation whose messages are committed elsewhere. Its state is a function of the last messages as they were kept, so it
 * is the same after a restart and on another node, and what was cut out of a message is not in it.
 */
export interface Screen {
  /** Looks at a message without taking it for said. */
  look(speaker: string, text: string): Look;
  /** A message was said, as it was kept. */
  hear(message: Heard): void;
  /** An earlier message reads otherwise now. */
  amend(id: string, text: string): void;
  /** The messages that are parts of one number with any of these, if these read so. */
  joinedWith(messages: ReadonlyMap<string, string>): ReadonlySet<string>;
  /** Lets go of everything but the messages as they were kept: what was only looked at is in no memory of it. */
  forget(): void;
}

/** Of a speaker's messages: a number may come in as many digit by digit, and a question waits for five answers. */
const KEPT = 24;

/** @param create makes a detector that knows nothing yet */
export function createScreen(create: () => ConversationDetector): Screen {
  let kept: Heard[] = [];
  /** Has heard all of `turns`, then maybe `ahead`: a message that was only looked at. Null: must be made anew. */
  let detector: ConversationDetector | null = null;
  let turns: Heard[] = [];
  let ahead: { readonly speaker: string; readonly text: string } | null = null;

  const forget = () => {
    detector = null;
    turns = [];
    ahead = null;
  };
  const present = (): ConversationDetector => {
    if (detector !== null && ahead === null) return detector;
    detector = create();
    for (const { speaker, text } of kept) detector.add({ speaker, text });
    turns = [...kept];
    ahead = null;
    return detector;
  };

  return {
    look(speaker, text) {
      const { findings, retroactive, hold } = present().add({ speaker, text });
      ahead = { speaker, text };
      const earlier = new Map<Heard, Finding[]>();
      for (const { turn, finding } of retroactive) {
        const message = turns[turn];
        if (message !== undefined) earlier.set(message, [...(earlier.get(message) ?? []), finding]);
      }
      return {
        findings: withCards(text, findings),
        earlier: [...earlier].map(([message, of]) => ({ message, findings: of })),
        hold,
      };
    },
    hear(message) {
      const { speaker, text } = message;
      if (ahead !== null && (ahead.speaker !== speaker || ahead.text !== text)) forget();
      else if (ahead === null) detector?.add({ speaker, text });
      ahead = null;
      if (detector !== null) turns.push(message);
      if (turns.length > MOST_TURNS) forget();
      kept.push(message);
      const own = kept.filter((one) => one.speaker === speaker);
      if (own.length > KEPT) kept = kept.filter((one) => one !== own[0]);
    },
    amend(id, text) {
      if (!kept.some((one) => one.id === id)) return;
      kept = kept.map((one) => (one.id === id ? { ...one, text } : one));
      forget();
    },
    joinedWith(messages) {
      const read = kept.map((one) => ({ ...one, text: messages.get(one.id) ?? one.text }));
      const detector = create();
      const joined = new Set<string>();
      for (const { id, speaker, text } of read) {
        const { retroactive } = detector.add({ speaker, text });
        const parts = [id, ...retroactive.map(({ turn }) => read[turn]?.id ?? id)];
        if (parts.length > 1 && parts.some((part) => messages.has(part)))
          for (const part of parts) joined.add(part);
      }
      return joined;
    },
    forget,
  };
}

/**
 * A word such as "order" in front of a number that passes every check of a card makes it an order number for an export. Live, its customer is
 * asked.
 */
function withCards(text: string, findings: readonly Finding[]): readonly Finding[] {
  const cards = detectCards(text).filter(
    (card) => !findings.some((one) => one.type === "CARD_NUMBER" && overlap(one, card)),
  );
  if (cards.length === 0) return findings;
  const others = findings.filter((one) => !cards.some((card) => overlap(one, card)));
  return [...others, ...cards].toSorted((one, other) => one.start - other.start);
}

function overlap(one: Finding, other: Finding): boolean {
  return one.start < other.end && other.start < one.end;
}

/** A detector counts its turns from its beginning: made anew after so many, so that what it points at is bounded. */
const MOST_TURNS = 120;

/** Whether a finding passes every check and was asked for or named as what it is. */
export function isSure({ confidence }: Finding): boolean {
  return confidence >= 0.99;
}
