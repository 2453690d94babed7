import { detectCards } from "../card.ts";
import type { Finding } from "../finding.ts";
import type { ConversationDetector, Detection } from "./core.ts";
import type { PieceType } from "./pieces.ts";

/** A message that both sides of a conversation have, or that was taken back and stands as it now reads. */
export interface Heard {
  readonly id: string;
  readonly seq: number;
  readonly speaker: string;
  readonly text: string;
  /** The types of what was cut out of it. */
  readonly cut?: readonly string[] | undefined;
}

/** What a message that is not sent yet would be: its own findings, and those that it makes known in earlier ones. */
export interface Look {
  readonly findings: readonly Finding[];
  readonly earlier: readonly Earlier[];
  readonly hold: Detection["hold"];
  /** Of a message to be held: those that it goes on with. */
  readonly begun: readonly Heard[];
}

/** An earlier message with what is to be cut out of it. */
export interface Earlier {
  readonly message: Heard;
  readonly findings: readonly Finding[];
}

/**
 * Detection over a conversation whose messages are committed elsewhere. Its state is made of the last messages as they were kept, so it is the
 * same after a restart and on another node, and what was cut out of a message is not in it. Of a side that said more than is kept, a screen
 * that heard it all may still know what was asked or told before: one made anew does not.
 */
export interface Screen {
  /** Looks at a message without taking it for said. */
  look(speaker: string, text: string): Look;
  /** A message was said, as it was kept. */
  hear(message: Heard): void;
  /** An earlier message reads otherwise now. `cut`: the types of what is cut out of it. */
  amend(id: string, text: string, cut?: readonly string[]): void;
  /**
   * What a form for a number of this type makes a part of it in its speaker's earlier messages: in those of `named` that hold a part of one, and
   * in those that begin a card number, where they are more of it than may be seen beside its last four digits.
   */
  pieces(speaker: string, type: PieceType, named: ReadonlySet<string>): readonly Earlier[];
  /** The messages that are parts of one number with any of these, if these read so. */
  joinedWith(messages: ReadonlyMap<string, string>): ReadonlySet<string>;
  /** Lets go of everything but the messages as they were kept: what was only looked at is in no memory of it. */
  forget(): void;
}

/**
 * Of a speaker's messages. The parts of a number lie at most 28 apart: one digit a message, with as many others in between as `SplitBuffer`
 * reaches over. A question waits for five answers.
 */
const KEPT = 32;

/** @param create makes a detector that knows nothing yet */
export function createScreen(create: () => ConversationDetector): Screen {
  const kept: Kept[] = [];
  /** How many of them a speaker has. */
  const counts = new Map<string, number>();
  /** Has heard all of `kept` that have a turn, then maybe `ahead`: a message that was only looked at. Null: must be made anew. */
  let detector: ConversationDetector | null = null;
  /** How many messages the detector took. */
  let turns = 0;
  let ahead: { readonly speaker: string; readonly text: string } | null = null;

  const forget = () => {
    detector = null;
    ahead = null;
  };
  const present = (): ConversationDetector => {
    if (detector !== null && ahead === null) return detector;
    detector = create();
    ahead = null;
    turns = 0;
    for (const one of kept) {
      detector.add(one.heard);
      one.turn = turns++;
    }
    return detector;
  };

  return {
    look(speaker, text) {
      const { findings, retroactive, hold, begun } = present().add({ speaker, text });
      ahead = { speaker, text };
      return {
        findings: withCards(text, findings),
        earlier: retroactive.length === 0 ? NOTHING : byMessage(kept, retroactive),
        hold,
        begun:
          begun.length === 0 ? NONE : kept.filter(({ turn }) => begun.includes(turn)).map(heardOf),
      };
    },
    hear(message) {
      const { speaker, text, cut } = message;
      if (ahead !== null && (ahead.speaker !== speaker || ahead.text !== text || cut)) forget();
      else if (ahead === null) detector?.add(message);
      ahead = null;
      kept.push({ heard: message, turn: turns++ });
      const count = counts.get(speaker) ?? 0;
      if (count < KEPT) counts.set(speaker, count + 1);
      else {
        const oldest = kept.findIndex(({ heard }) => heard.speaker === speaker);
        kept.splice(oldest, 1);
      }
    },
    amend(id, text, cut) {
      const one = kept.find(({ heard }) => heard.id === id);
      if (one === undefined) return;
      one.heard = { ...one.heard, text, cut };
      forget();
    },
    pieces(speaker, type, named) {
      const pieces = present().pieces(speaker, type);
      const taken = pieces.filter(({ turn, exposed }) => {
        const id = kept.find((one) => one.turn === turn)?.heard.id;
        return exposed || (id !== undefined && named.has(id));
      });
      return byMessage(kept, taken);
    },
    joinedWith(messages) {
      const read = kept.map(({ heard }) => ({
        ...heard,
        text: messages.get(heard.id) ?? heard.text,
      }));
      const detector = create();
      const joined = new Set<string>();
      for (const { id, ...said } of read) {
        const { retroactive } = detector.add(said);
        const parts = [id, ...retroactive.map(({ turn }) => read[turn]?.id ?? id)];
        if (parts.length > 1 && parts.some((part) => messages.has(part)))
          for (const part of parts) joined.add(part);
      }
      return joined;
    },
    forget,
  };
}

const NOTHING: Look["earlier"] = [];
const NONE: Look["begun"] = [];

function heardOf({ heard }: Kept): Heard {
  return heard;
}

interface Kept {
  heard: Heard;
  /** Its number in the detector's count. */
  turn: number;
}

function byMessage(kept: readonly Kept[], retroactive: Detection["retroactive"]): Earlier[] {
  const earlier = new Map<Heard, Finding[]>();
  for (const { turn, finding } of retroactive) {
    const message = kept.findLast((one) => one.turn === turn)?.heard;
    if (message !== undefined) earlier.set(message, [...(earlier.get(message) ?? []), finding]);
  }
  return [...earlier].map(([message, findings]) => ({ message, findings }));
}

/**
 * A word such as "order" in front of a number that passes every check of a card makes it an order number for an export. Live, its customer is
 * asked.
 */
function withCards(text: string, findings: readonly Finding[]): readonly Finding[] {
  const whole = detectCards(text);
  if (whole.length === 0) return findings;
  const cards = whole.filter(
    (card) => !findings.some((one) => one.type === "CARD_NUMBER" && overlap(one, card)),
  );
  if (cards.length === 0) return findings;
  const others = findings.filter((one) => !cards.some((card) => overlap(one, card)));
  return [...others, ...cards].toSorted((one, other) => one.start - other.start);
}

function overlap(one: Finding, other: Finding): boolean {
  return one.start < other.end && other.start < one.end;
}

/** Whether a finding passes every check and was asked for or named as what it is. */
export function isSure({ confidence }: Finding): boolean {
  return confidence >= 0.99;
}
