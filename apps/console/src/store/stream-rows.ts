import type { StreamItem } from "./conversation.ts";
import type { Outgoing } from "./state.ts";

const TOGETHER = 120_000;

/** What one line of the stream shows. `first`: it begins a group, so it says who speaks. */
export type StreamRow =
  | { readonly kind: "day"; readonly key: string; readonly at: number }
  | {
      readonly kind: "item";
      readonly key: string;
      readonly item: StreamItem;
      readonly first: boolean;
    }
  | {
      readonly kind: "outgoing";
      readonly key: string;
      readonly outgoing: Outgoing;
      readonly first: boolean;
    }
  | { readonly kind: "capture"; readonly key: string };

/**
 * The stream's lines: days between, messages of one speaker within two minutes grouped, then what is still on its way,
 * then the running capture's card.
 *
 * @param dayOf a name of the local day of an instant; lines of different names get a day between them
 */
export function streamRows(
  items: readonly StreamItem[],
  outgoing: readonly Outgoing[],
  captureRuns: boolean,
  dayOf: (at: number) => string,
): readonly StreamRow[] {
  const rows: StreamRow[] = [];
  let before: StreamItem | null = null;
  for (const [index, item] of items.entries()) {
    if (before === null || dayOf(before.at) !== dayOf(item.at)) {
      rows.push({ kind: "day", key: `day-${item.at}-${index}`, at: item.at });
      before = null;
    }
    rows.push({ kind: "item", key: `${item.seq}-${index}`, item, first: !continues(before, item) });
    before = item;
  }
  for (const one of outgoing) {
    const first: boolean = before === null || speakerOf(before) !== "agent";
    rows.push({ kind: "outgoing", key: one.id, outgoing: one, first });
    before = {
      kind: "message",
      seq: 0,
      at: one.at,
      from: "agent",
      agent: null,
      message: { id: one.id, text: "", cuts: [] },
    };
  }
  if (captureRuns) rows.push({ kind: "capture", key: "capture" });
  return rows;
}

/** The last message of an agent's that the customer has read: the mark "Read" stands there and nowhere else. */
export function lastRead(items: readonly StreamItem[], readUpTo: number): number | null {
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index];
    if (item?.kind === "message" && item.from === "agent" && item.seq <= readUpTo) return item.seq;
  }
  return null;
}

function continues(before: StreamItem | null, item: StreamItem): boolean {
  return (
    before !== null &&
    item.kind === "message" &&
    before.kind === "message" &&
    speakerOf(before) === speakerOf(item) &&
    before.agent?.id === item.agent?.id &&
    item.at - before.at < TOGETHER
  );
}

function speakerOf(item: StreamItem): "customer" | "agent" | null {
  return item.kind === "message" ? item.from : null;
}
