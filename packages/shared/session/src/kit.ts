import type { ConsoleFrame, WidgetFrame } from "@aside/protocol";
import { setup } from "xstate";
import type { Context, Intent } from "./context.ts";
import type { JournaledEvent } from "./event.ts";

function waits({ strays }: Context, stray: string | undefined): boolean {
  return strays.some(({ id }) => id === stray);
}

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
    "it amends earlier messages": ({ event }) =>
      "retracts" in event && event.retracts !== undefined,
    "something was cut out": ({ event }) =>
      "stray" in event && typeof event.stray === "object" && event.stray.passed !== true,
    "it takes along what waits": ({ context, event }) =>
      event.type === "capture.requested" && waits(context, event.stray),
    "it waits": ({ context, event }) => "id" in event && waits(context, event.id),
    "it waits and may pass": ({ context, event }) =>
      "id" in event && context.strays.some(({ id, mayPass }) => id === event.id && mayPass),
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
