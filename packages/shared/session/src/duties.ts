import type { Intent } from "./context.ts";
import { DETACH_WITHIN, ENTER_WITHIN, RETRY_DUTY } from "./limits.ts";
import type { Snapshot } from "./step.ts";

/** What the collector must be told while a conversation stands as it does. Idempotent; any node may do it, any number of times. */
export type Duty =
  | { readonly type: "register" }
  | { readonly type: "void"; readonly intent: Intent };

export function duties(snapshot: Snapshot): readonly Duty[] {
  const { capture } = snapshot.context;
  if (capture === null) return [];
  if (snapshot.matches({ capture: "entering" }) && !capture.registered)
    return [{ type: "register" }];
  if (snapshot.matches({ capture: "deciding" }) && capture.intent !== null)
    return [{ type: "void", intent: capture.intent }];
  return [];
}

export type ClockEvent = "clock.entry" | "clock.entry-over" | "clock.deadline";

/** When a node must look at the conversation again even if nothing happens, and which clock then strikes (null: duties only). */
export interface Alarm {
  readonly at: number;
  readonly clock: ClockEvent | null;
}

/** @param now used only to space repeated duties */
export function alarm(snapshot: Snapshot, now: number): Alarm | null {
  const { capture } = snapshot.context;
  if (capture === null) return null;
  if (snapshot.matches({ capture: "entering" })) {
    return capture.attached.length > 0 && !capture.cutAsked
      ? { at: capture.requestedAt + DETACH_WITHIN, clock: "clock.entry" }
      : { at: capture.requestedAt + ENTER_WITHIN, clock: "clock.entry-over" };
  }
  if (snapshot.matches({ capture: "collecting" }))
    return { at: capture.deadline, clock: "clock.deadline" };
  if (snapshot.matches({ capture: "deciding" })) {
    return capture.intent === null
      ? { at: capture.deadline, clock: "clock.deadline" }
      : { at: now + RETRY_DUTY, clock: null };
  }
  return null;
}
