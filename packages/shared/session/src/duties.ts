import type { Intent } from "./context.ts";
import type { ConversationEvent } from "./event.ts";
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

type ClockEvent = Extract<ConversationEvent, { type: `clock.${string}` }>;

/** When a node must look at the conversation again even if nothing happens, and which clock then strikes (null: duties only). */
export interface Alarm {
  readonly at: number;
  readonly clock: ClockEvent | null;
}

/** @param now used only to space repeated duties */
export function alarm(snapshot: Snapshot, now: number): Alarm | null {
  const { capture, strays } = snapshot.context;
  if ((capture === null && strays.length === 0) || snapshot.matches("closed")) return null;
  const ofCapture = captureAlarm(snapshot, now);
  const ofStray = strayAlarm(snapshot);
  if (ofCapture === null || ofStray === null) return ofCapture ?? ofStray;
  return ofStray.at < ofCapture.at ? ofStray : ofCapture;
}

function strayAlarm({ context }: Snapshot): Alarm | null {
  const [next] = context.strays.toSorted((one, other) => one.until - other.until);
  return next === undefined
    ? null
    : { at: next.until, clock: { type: "clock.stray", id: next.id } };
}

function captureAlarm(snapshot: Snapshot, now: number): Alarm | null {
  const running = snapshot.context.capture;
  if (running === null) return null;
  const capture = running.id;
  if (snapshot.matches({ capture: "entering" })) {
    return running.attached.length > 0 && !running.cutAsked
      ? { at: running.requestedAt + DETACH_WITHIN, clock: { type: "clock.entry", capture } }
      : { at: running.requestedAt + ENTER_WITHIN, clock: { type: "clock.entry-over", capture } };
  }
  const deadline: Alarm = { at: running.deadline, clock: { type: "clock.deadline", capture } };
  if (snapshot.matches({ capture: "collecting" })) return deadline;
  if (snapshot.matches({ capture: "deciding" }))
    return running.intent === null ? deadline : { at: now + RETRY_DUTY, clock: null };
  return null;
}
