import type { CaptureStep, Phase, QueueEntry } from "@aside/protocol";
import type { Snapshot } from "./step.ts";

/** The line of a conversation in the agents' queue: folded from what agents were told, so it stands still during a capture. */
export function queueEntry(conversation: string, seq: number, snapshot: Snapshot): QueueEntry {
  const { context } = snapshot;
  return {
    conversation,
    seq,
    phase: phaseOf(snapshot),
    customer: { name: context.customer.name, online: context.toldOnline },
    agent: context.agent,
    startedAt: context.startedAt,
    waitingSince: context.waitingSince,
    last: context.last && lineOf(context.last),
    unread: context.unread,
  };
}

function lineOf({
  from,
  agent,
  text,
  cuts,
  at,
}: NonNullable<Snapshot["context"]["last"]>): QueueEntry["last"] {
  return { from, ...(agent && { agent }), text, cuts, at };
}

/** The name of the state, but for the first two, which are one phase. */
export function phaseOf({ value }: Snapshot): Phase {
  if (typeof value === "object") return "capture";
  return value === "new" ? "waiting" : value;
}

export function captureStepOf(snapshot: Snapshot): CaptureStep | null {
  if (snapshot.matches({ capture: "entering" })) return "entering";
  if (snapshot.matches({ capture: "collecting" })) return "collecting";
  if (snapshot.matches({ capture: "deciding" })) return "deciding";
  return null;
}
