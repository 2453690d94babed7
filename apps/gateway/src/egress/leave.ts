import type { ConsoleEntry, ConsoleFrame, ConversationView, QueueEntry } from "@aside/protocol";
import {
  captureView,
  forAgents,
  isCapturing,
  isFromCustomer,
  phaseOf,
  queueEntry,
  type Played,
  type Snapshot,
} from "@aside/session";
import { toAgentNumber } from "./numbering.ts";

/**
 * The gate (BND1). What agents, observers, webhooks, REST and replays may know of one event, decided from the snapshots on both sides
 * of it. Nothing of an event reaches any of them but through here; live delivery, backlog and replay are this same function.
 *
 * @param told numbers of the events told so far; this event's is added where it is told
 */
export function leave(played: Played, told: number[]): ConsoleEntry[] {
  const entries = forAgents(played);
  if (entries.length === 0) return entries;
  told.push(played.event.seq);
  const seq = told.length;
  return entries.map(({ at, frame }) => ({ seq, at, frame: renumbered(frame, told) }));
}

/** A conversation's line in the queue, folded from what agents were told. */
export function queueEntryOf(id: string, told: readonly number[], snapshot: Snapshot): QueueEntry {
  return queueEntry(id, told.length, snapshot);
}

/** Nobody has written or asked for anything yet: a chat that was merely opened is no work for an agent. */
export function isSilent({ context }: Snapshot): boolean {
  return context.last === null && context.agent === null && context.capture === null;
}

/** The same for REST. */
export function conversationViewOf(
  id: string,
  told: readonly number[],
  snapshot: Snapshot,
): ConversationView {
  const { capture, startedAt } = snapshot.context;
  return {
    id,
    seq: told.length,
    phase: phaseOf(snapshot),
    startedAt,
    capture: capture === null ? null : captureView(capture),
  };
}

/** How an event changes the queue: for everybody, for those who deal with the conversation, or not at all. */
export function changeOfQueue({
  event,
  before,
  after,
}: Played): "for all" | "for its own" | "none" {
  if (isFromCustomer(event) && (isCapturing(before) || isCapturing(after))) return "none";
  if (
    phaseOf(before) !== phaseOf(after) ||
    before.context.agent !== after.context.agent ||
    before.context.customer.name !== after.context.customer.name ||
    before.context.toldOnline !== after.context.toldOnline
  ) {
    return "for all";
  }
  const still =
    before.context.last === after.context.last &&
    before.context.unread === after.context.unread &&
    before.context.waitingSince === after.context.waitingSince;
  return still ? "none" : "for its own";
}

function renumbered(frame: ConsoleFrame, told: readonly number[]): ConsoleFrame {
  return frame.type === "customer-read"
    ? { type: "customer-read", upTo: toAgentNumber(told, frame.upTo) }
    : frame;
}
