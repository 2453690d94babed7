import type { Cut, StrayState } from "@aside/protocol";
import {
  hasEnded,
  type CaptureEntry,
  type ChatState,
  type MessageEntry,
  type PresenceEntry,
} from "./chat-state.ts";
import type { Pending } from "./outbox.ts";

export type Delivery = "queued" | "sending" | "sent" | "read" | "held" | "stray" | "refused";

export type Fate = StrayState | "retracted";

export type Line = {
  kind: "line";
  key: string;
  at: number;
  from: "customer" | "agent";
  name: string | null;
  text: string;
  cuts: readonly Cut[];
  /** What became of what was cut out of it. */
  fate: Fate | null;
  /** Only of the customer's own lines. */
  delivery: Delivery | null;
  /** The first and the last line of one person in a row. */
  first: boolean;
  last: boolean;
  /** The line whose delivery is shown: the newest of its kind, and each that did not get through. */
  tells: boolean;
};

export type Item =
  | Line
  | { kind: "day"; key: string; at: number }
  | { kind: "presence"; key: string; at: number; entry: PresenceEntry }
  | { kind: "ended"; key: string; at: number; entry: CaptureEntry };

/** The conversation as it is shown: what the journal has, then what is on its way. A capture that is on stands apart. */
export function timeline(state: ChatState, pending: readonly Pending[]): Item[] {
  const items: Item[] = [];
  for (const entry of state.entries) {
    const { key } = entry;
    const at = entry.at - state.skew;
    if (entry.kind === "message") {
      const own = entry.from === "customer";
      const delivery = own ? (entry.seq <= state.agentReadUpTo ? "read" : "sent") : null;
      const { from, name, text, cuts } = entry;
      const fate = fateOf(entry, state.closed);
      items.push(line({ key, at, from, name, text, cuts, fate, delivery }));
    } else if (entry.kind === "capture") {
      if (hasEnded(entry.capture)) items.push({ kind: "ended", key, at, entry });
    } else {
      items.push({ kind: "presence", key, at, entry });
    }
  }
  for (const { id, at, text, state: delivery } of pending) {
    const own = { from: "customer", name: null, cuts: [], fate: null } as const;
    items.push(line({ key: id, at, text, delivery, ...own }));
  }
  return withGroups(withDays(items));
}

function fateOf({ stray, amended }: MessageEntry, closed: boolean): Fate | null {
  if (stray?.state === "waiting" && closed) return "discarded";
  return stray?.state ?? (amended === "retracted" ? amended : null);
}

function line(given: Omit<Line, "kind" | "first" | "last" | "tells">): Line {
  return { kind: "line", ...given, first: true, last: true, tells: false };
}

function withDays(items: readonly Item[]): Item[] {
  let day = "";
  return items.flatMap((item) => {
    const next = new Date(item.at).toDateString();
    if (next === day) return [item];
    day = next;
    return [{ kind: "day" as const, key: `day-${next}`, at: item.at }, item];
  });
}

function withGroups(items: readonly Item[]): Item[] {
  const newest = items.findLast((item) => item.kind === "line" && arrived(item.delivery));
  return items.map((item, index) => {
    if (item.kind !== "line") return item;
    const first = !sameSide(items[index - 1], item);
    const last = !sameSide(items[index + 1], item);
    const tells = item === newest || (item.delivery !== null && !arrived(item.delivery));
    return { ...item, first, last, tells };
  });
}

function arrived(delivery: Delivery | null): boolean {
  return delivery === "sent" || delivery === "read";
}

function sameSide(neighbour: Item | undefined, line: Line): boolean {
  return neighbour?.kind === "line" && neighbour.from === line.from && neighbour.name === line.name;
}
