import type { ConsoleEntry, WidgetFrame } from "@aside/protocol";
import type { JournaledEvent } from "./event.ts";
import { mayReachAgent } from "./gate.ts";
import { born, step, type Snapshot } from "./step.ts";

export interface Played {
  readonly event: JournaledEvent;
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly actions: ReturnType<typeof step>["actions"];
}

/** Runs the machine over a conversation's journal, in order, yielding every step. */
export function* play(events: Iterable<JournaledEvent>, from: Snapshot = born): Generator<Played> {
  let before = from;
  for (const event of events) {
    const { snapshot: after, actions } = step(before, event);
    yield { event, before, after, actions };
    before = after;
  }
}

/** The conversation after its journal. */
export function fold(events: Iterable<JournaledEvent>, from: Snapshot = born): Snapshot {
  let snapshot = from;
  for (const event of events) snapshot = step(snapshot, event).snapshot;
  return snapshot;
}

/** What agents get of one step. Live delivery, backlog and replay all go through here. */
export function forAgents({ event, before, after, actions }: Played): ConsoleEntry[] {
  const entries: ConsoleEntry[] = [];
  for (const action of actions) {
    if (action.type === "to agent" && mayReachAgent(before, event, after, action.frame)) {
      entries.push({ seq: event.seq, at: event.at, frame: action.frame });
    }
  }
  return entries;
}

/** What the customer gets of one step. */
export function forCustomer({
  event,
  actions,
}: Played): { seq: number; at: number; frame: WidgetFrame }[] {
  return actions.flatMap((action) =>
    action.type === "to customer" ? [{ seq: event.seq, at: event.at, frame: action.frame }] : [],
  );
}
