import { assign } from "xstate";
import { changeCapture, endCapture } from "./changes.ts";
import { running } from "./context.ts";
import { kit } from "./kit.ts";

/** Until observers are detached and the collector knows of the capture. No ticket exists yet, so whoever is there may end it. */
export const entering = kit.createStateConfig({
  always: { guard: "nobody is attached and the collector knows", target: "collecting" },
  on: {
    "collector.registered": {
      guard: "it is the running capture",
      actions: assign(({ context }) => changeCapture(context, { registered: true })),
    },
    "collector.unreachable": {
      guard: "it is the running capture",
      target: "leaving",
      actions: assign(({ context }) => ({
        capture: endCapture(running(context), {
          outcome: "failed",
          reason: "collector_unreachable",
        }),
      })),
    },
    "clock.entry": {
      guard: "it is the running capture",
      actions: [
        assign(({ context }) => changeCapture(context, { cutAsked: true })),
        {
          type: "cut observers",
          params: ({ context }) => ({ observers: running(context).attached }),
        },
      ],
    },
    "clock.entry-over": {
      guard: "it is the running capture",
      target: "leaving",
      actions: [
        { type: "void capture", params: { intent: "failed" } },
        assign(({ context }) => ({
          capture: endCapture(running(context), {
            outcome: "failed",
            reason:
              running(context).attached.length > 0 ? "observer_attached" : "collector_unreachable",
          }),
        })),
      ],
    },
    "capture.cancelled": {
      guard: "it is the running capture",
      target: "leaving",
      actions: [
        { type: "void capture", params: { intent: "cancelled" } },
        assign(({ context }) => ({
          capture: endCapture(running(context), { outcome: "cancelled" }),
        })),
      ],
    },
    "customer.declined": {
      guard: "it is the running capture",
      target: "leaving",
      actions: [
        { type: "void capture", params: { intent: "declined" } },
        assign(({ context }) => ({
          capture: endCapture(running(context), { outcome: "declined" }),
        })),
      ],
    },
  },
});
