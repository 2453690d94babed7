import { createId, type Amount, type CaptureView } from "@aside/protocol";
import type { CaptureDraft } from "../store/slash.ts";
import type { Context } from "./context.ts";
import { holdsCard } from "./holds-card.ts";
import { notify } from "./notify.ts";
import { ask } from "./request.ts";

/** Opens the picker, with the first template or the one named. */
export function openPicker({ store }: Context, draft: Partial<CaptureDraft> = {}): void {
  store.update((state) => {
    const template = draft.template ?? state.welcome?.templates[0]?.id;
    if (template === undefined || state.selected === null) return state;
    const full: CaptureDraft = {
      template,
      purpose: draft.purpose ?? "",
      amount: draft.amount ?? null,
    };
    return { ...state, overlay: { kind: "capture", draft: full } };
  });
}

/** The picker again, with what a capture that came to nothing had asked for. */
export function askAgain(context: Context, view: CaptureView): void {
  openPicker(context, {
    template: view.template,
    purpose: view.purpose ?? "",
    amount: view.amount ?? null,
  });
}

export async function requestCapture(
  context: Context,
  conversation: string,
  template: string,
  purpose: string,
  amount: Amount | null,
): Promise<boolean> {
  if (holdsCard(purpose)) {
    notify(context, "danger", "composer.nudge.card");
    return false;
  }
  const reply = await ask(context, {
    type: "capture.request",
    conversation,
    capture: createId("cap", context.ports.random()),
    template,
    ...(purpose.trim() === "" ? {} : { purpose: purpose.trim() }),
    ...(amount === null ? {} : { amount }),
  });
  if (reply?.ok !== true) return false;
  context.store.update((state) => {
    const nudges = new Map(state.nudges);
    nudges.delete(conversation);
    return { ...state, nudges, overlay: null };
  });
  return true;
}

/** Asks at once, with what was cut out of a customer's message: the form offers it to the customer. */
export async function captureStray(
  context: Context,
  conversation: string,
  template: string,
  stray: string,
): Promise<boolean> {
  const capture = createId("cap", context.ports.random());
  const reply = await ask(context, {
    type: "capture.request",
    conversation,
    capture,
    template,
    stray,
  });
  return reply?.ok === true;
}

/** True: the gateway took it; the end comes as an entry once the collector has confirmed. */
export async function cancelCapture(
  context: Context,
  conversation: string,
  capture: string,
): Promise<boolean> {
  const reply = await ask(context, { type: "capture.cancel", conversation, capture });
  if (reply?.ok !== true) return false;
  // The button that was pressed goes with the capture: the composer takes the focus when it is back.
  context.store.update((state) => ({ ...state, focusWanted: conversation }));
  return true;
}
