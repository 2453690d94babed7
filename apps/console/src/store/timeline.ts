import type { ConsoleEntry } from "@aside/protocol";
import { applyEntries } from "./apply-entry.ts";
import { emptyConversation, type Conversation } from "./conversation.ts";

const LONGEST_PAUSE = 20_000;

/** A replay's time line: pauses above 20 s are shortened to 20 s, so that a night between two messages is no desert. */
export interface Timeline {
  readonly entries: readonly ConsoleEntry[];
  /** Where each entry lies, in milliseconds from the start. */
  readonly places: readonly number[];
  readonly length: number;
  readonly marks: readonly Mark[];
  readonly shields: readonly Shield[];
}

export interface Mark {
  readonly place: number;
  readonly kind: "customer" | "agent" | "event";
}

/** From an entry fence to its exit fence; an undecided capture reaches to the end. */
export interface Shield {
  readonly from: number;
  readonly to: number;
}

export function createTimeline(entries: readonly ConsoleEntry[]): Timeline {
  const places: number[] = [];
  let place = 0;
  for (const [index, entry] of entries.entries()) {
    const pause = entry.at - (entries[index - 1]?.at ?? entry.at);
    place += Math.min(Math.max(pause, 0), LONGEST_PAUSE);
    places.push(place);
  }
  const length = Math.max(place, 1);
  return {
    entries,
    places,
    length,
    marks: marksOf(entries, places),
    shields: shieldsOf(entries, places, length),
  };
}

/** How many entries the agent had got at a place of the time line. */
export function receivedAt({ places }: Timeline, place: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The conversation as the agent saw it after the first `count` entries. */
export function conversationAt(id: string, { entries }: Timeline, count: number): Conversation {
  return applyEntries(emptyConversation(id), entries.slice(0, count));
}

function marksOf(entries: readonly ConsoleEntry[], places: readonly number[]): readonly Mark[] {
  return entries.flatMap((entry, index): readonly Mark[] => {
    const place = places[index] ?? 0;
    if (entry.frame.type === "message") return [{ place, kind: entry.frame.from }];
    return entry.frame.type === "phase" ? [{ place, kind: "event" }] : [];
  });
}

function shieldsOf(
  entries: readonly ConsoleEntry[],
  places: readonly number[],
  length: number,
): readonly Shield[] {
  const end = conversationAt(
    "",
    { entries, places, length, marks: [], shields: [] },
    entries.length,
  );
  const placeOf = (seq: number): number =>
    places[entries.findIndex((one) => one.seq >= seq)] ?? length;
  return end.captures.map((one) => ({
    from: placeOf(one.entrySeq),
    to: one.exitSeq === null ? length : placeOf(one.exitSeq),
  }));
}
