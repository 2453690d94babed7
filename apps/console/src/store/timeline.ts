import type { ConsoleEntry } from "@aside/protocol";
import { applyEntries } from "./apply-entry.ts";
import { emptyConversation, type Conversation } from "./conversation.ts";

const LONGEST_PAUSE = 20_000;
const KEPT_EVERY = 250;
/** More marks than a line has points are not told apart. */
const POINTS = 1_000;

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
    marks: marksOf(entries, places, length),
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

/**
 * The conversation as the agent saw it after the first so many entries. What came of every 250th is kept, and the rest folded on from there: a
 * player asks for the next many times a second, and a thumb that is drawn to and fro for any.
 */
export function createFold(
  id: string,
  { entries }: Pick<Timeline, "entries">,
): (count: number) => Conversation {
  const kept: Conversation[] = [];
  let last = emptyConversation(id);
  return (count) => {
    while ((kept.length + 1) * KEPT_EVERY <= count) {
      const from = kept.length * KEPT_EVERY;
      last = applyEntries(last, entries.slice(from, from + KEPT_EVERY));
      kept.push(last);
    }
    const known = Math.floor(count / KEPT_EVERY);
    const before = kept[known - 1] ?? emptyConversation(id);
    return applyEntries(before, entries.slice(known * KEPT_EVERY, count));
  };
}

function marksOf(
  entries: readonly ConsoleEntry[],
  places: readonly number[],
  length: number,
): readonly Mark[] {
  const marks = new Map<string, Mark>();
  for (const [index, { frame }] of entries.entries()) {
    const place = places[index] ?? 0;
    const kind = frame.type === "message" ? frame.from : frame.type === "phase" ? "event" : null;
    const point = `${kind} ${Math.round((place / length) * POINTS)}`;
    if (kind !== null && !marks.has(point)) marks.set(point, { place, kind });
  }
  return [...marks.values()];
}

function shieldsOf(
  entries: readonly ConsoleEntry[],
  places: readonly number[],
  length: number,
): readonly Shield[] {
  const end = applyEntries(emptyConversation(""), entries);
  const placeOf = (seq: number): number =>
    places[entries.findIndex((one) => one.seq >= seq)] ?? length;
  return end.captures.map((one) => ({
    from: placeOf(one.entrySeq),
    to: one.exitSeq === null ? length : placeOf(one.exitSeq),
  }));
}
