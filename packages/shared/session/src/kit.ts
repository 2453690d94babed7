import type { ConsoleFrame, WidgetFrame } from "@aside/protocol";
import { setup } from "xstate";
import type { Context, Intent } from "./context.ts";
import type { JournaledEvent } from "./event.ts";

/**
 * Names of the machine's guards and actions. The actions do nothing here: a step collects them with their parameters
 * as {@link Action} data.
 */
export const kit = setup({
  types: {
    context: {} as Context,
    events: {} as JournaledEvent,
  },
  guards: {
    "it is the running capture": ({ context, event }) =>
      "capture" in event && event.capture === context.capture?.id,
    "an agent is there": ({ context }) => context.agent !== null,
    "no agent is there": ({ context }) => context.agent === null,
    "back into the queue": ({ event }) => event.type === "agent.transferred" && event.to === null,
    "nobody is attached and the collector knows": ({ context }) =>
      context.capture !== null &&
      context.capture.attached.length === 0 &&
      context.capture.registered,
    "more time is left to give": ({ context, event }) =>
      event.type === "customer.needs-more-time" &&
      event.capture === context.capture?.id &&
      context.capture.extensionsLeft > 0,
    "it may be told now": ({ context, event }) =>
      "capture" in event &&
      event.capture === context.capture?.id &&
      context.capture.intent === null,
  },
  actions: {
    "to agent": (_args, _params: { frame: ConsoleFrame }) => {},
    "to customer": (_args, _params: { frame: WidgetFrame }) => {},
    "detach observers": (_args, _params: { observers: readonly string[] }) => {},
    "cut observers": (_args, _params: { observers: readonly string[] }) => {},
    "register capture": () => {},
    "void capture": (_args, _params: { intent: Intent | "failed" }) => {},
    "extend capture": (_args, _params: { deadline: number }) => {},
    "announce end": () => {},
    "keep nothing of it": () => {},
  },
});
