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
    last: context.last,
    unread: context.unread,
  };
}

export function phaseOf(snapshot: Snapshot): Phase {
  if (snapshot.matches("capture")) return "capture";
  if (snapshot.matches("open")) return "open";
  if (snapshot.matches("wrap-up")) return "wrap-up";
  if (snapshot.matches("closed")) return "closed";
  return "waiting";
}

export function captureStepOf(snapshot: Snapshot): CaptureStep | null {
  if (snapshot.matches({ capture: "entering" })) return "entering";
  if (snapshot.matches({ capture: "collecting" })) return "collecting";
  if (snapshot.matches({ capture: "deciding" })) return "deciding";
  return null;
}
