import { assign } from "xstate";
import { CANNED_LINES } from "./canned.ts";
import { changeCapture, endCapture, intending, withoutObserver } from "./changes.ts";
import { running } from "./context.ts";
import { entering } from "./entering-state.ts";
import { captureForAgent, captureForCustomer, phaseFrame } from "./frames.ts";
import { kit } from "./kit.ts";
import { strikes } from "./messages.ts";

/**
 * From the entry fence to the exit fence. No event of the customer's reaches `to agent` here (BND1); only the
 * collector's verdict, or an entry that fails before any ticket exists, leads out (CAP1).
 */
export const captureState = kit.createStateConfig({
  initial: "entering",
  entry: [
    { type: "to agent", params: ({ context }) => ({ frame: captureForAgent(running(context)) }) },
    {
      type: "to agent",
      params: ({ context }) => ({ frame: phaseFrame("capture", "entering", context) }),
    },
    {
      type: "to customer",
      params: ({ context }) => ({ frame: captureForCustomer(running(context), false) }),
    },
    {
      type: "detach observers",
      params: ({ context }) => ({ observers: running(context).attached }),
    },
    "register capture",
  ],
  exit: [
    {
      type: "to agent",
      params: ({ context }) => ({
        frame: { type: "customer-online", online: context.customer.online },
      }),
    },
    assign(({ context, event }) => ({
      toldOnline: context.customer.online,
      exitFence: event.seq,
    })),
  ],
  on: {
    ...strikes.on,
    "customer.held": { actions: "keep nothing of it" },
    "customer.online": {
      actions: assign(({ context, event }) => ({
        customer: { ...context.customer, online: event.online },
      })),
    },
    "agent.took": {
      guard: "no agent is there",
      actions: [
        assign(({ event }) => ({ agent: event.agent })),
        {
          type: "to agent",
          params: ({ context }) => ({ frame: phaseFrame("capture", null, context) }),
        },
        {
          type: "to customer",
          params: ({ event }) => ({ frame: { type: "agent-joined", name: event.agent.name } }),
        },
      ],
    },
    "agent.canned": {
      actions: [
        {
          type: "to agent",
          params: ({ event }) => ({
            frame: {
              type: "message",
              from: "agent",
              agent: event.agent,
              message: { id: event.id, text: CANNED_LINES[event.line], cuts: [] },
            },
          }),
        },
        {
          type: "to customer",
          params: ({ event }) => ({
            frame: {
              type: "message",
              from: "agent",
              name: event.agent.name,
              message: { id: event.id, text: CANNED_LINES[event.line], cuts: [] },
            },
          }),
        },
      ],
    },
    "agent.noted": {
      actions: {
        type: "to agent",
        params: ({ event }) => ({
          frame: { type: "note", agent: event.agent, message: event.message },
        }),
      },
    },
    "observer.left": {
      actions: assign(({ context, event }) => withoutObserver(context, event.observer)),
    },
    "observer.detached": {
      actions: assign(({ context, event }) => withoutObserver(context, event.observer)),
    },
    "observer.cut": {
      actions: assign(({ context, event }) => withoutObserver(context, event.observer)),
    },
    "collector.ended": {
      guard: "it is the running capture",
      target: ".leaving",
      actions: assign(({ context, event }) => ({ capture: endCapture(running(context), event) })),
    },
  },
  states: {
    entering,
    collecting: {
      entry: [
        {
          type: "to agent",
          params: ({ context }) => ({ frame: phaseFrame("capture", "collecting", context) }),
        },
        {
          type: "to customer",
          params: ({ context }) => ({ frame: captureForCustomer(running(context), true) }),
        },
      ],
      on: {
        "collector.opened": {
          guard: "it is the running capture",
          actions: [
            assign(({ context }) => changeCapture(context, { status: "opened" })),
            {
              type: "to agent",
              params: ({ context }) => ({ frame: captureForAgent(running(context)) }),
            },
          ],
        },
        "collector.in-progress": {
          guard: "it is the running capture",
          actions: [
            assign(({ context }) => changeCapture(context, { status: "in_progress" })),
            {
              type: "to agent",
              params: ({ context }) => ({ frame: captureForAgent(running(context)) }),
            },
          ],
        },
        "customer.needs-more-time": {
          guard: "more time is left to give",
          actions: [
            assign(({ context, event }) =>
              changeCapture(context, {
                status: "needs_more_time",
                deadline: event.deadline,
                extensionsLeft: running(context).extensionsLeft - 1,
              }),
            ),
            { type: "extend capture", params: ({ event }) => ({ deadline: event.deadline }) },
            {
              type: "to agent",
              params: ({ context }) => ({ frame: captureForAgent(running(context)) }),
            },
            {
              type: "to customer",
              params: ({ context }) => ({ frame: captureForCustomer(running(context), true) }),
            },
          ],
        },
        "collector.submitted": {
          guard: "it is the running capture",
          target: "deciding",
          actions: [
            assign(({ context }) => changeCapture(context, { status: "submitted" })),
            {
              type: "to agent",
              params: ({ context }) => ({ frame: captureForAgent(running(context)) }),
            },
          ],
        },
        "capture.cancelled": {
          guard: "it is the running capture",
          target: "deciding",
          actions: [
            assign(({ context }) => intending(context, "cancelled")),
            { type: "void capture", params: { intent: "cancelled" } },
          ],
        },
        "customer.declined": {
          guard: "it is the running capture",
          target: "deciding",
          actions: [
            assign(({ context }) => intending(context, "declined")),
            { type: "void capture", params: { intent: "declined" } },
          ],
        },
        "clock.deadline": {
          guard: "it is the running capture",
          target: "deciding",
          actions: [
            assign(({ context }) => intending(context, "expired")),
            { type: "void capture", params: { intent: "expired" } },
          ],
        },
      },
    },
    /** Submitted, or somebody wants to end it: the collector alone knows whether something was stored. On hold until it says. */
    deciding: {
      entry: {
        type: "to agent",
        params: ({ context }) => ({ frame: phaseFrame("capture", "deciding", context) }),
      },
      on: {
        "clock.deadline": {
          guard: "it may be told now",
          actions: [
            assign(({ context }) => intending(context, "expired")),
            { type: "void capture", params: { intent: "expired" } },
          ],
        },
      },
    },
    leaving: {
      entry: [
        {
          type: "to agent",
          params: ({ context }) => ({ frame: captureForAgent(running(context)) }),
        },
        {
          type: "to customer",
          params: ({ context }) => ({ frame: captureForCustomer(running(context), false) }),
        },
        "announce end",
      ],
      always: [
        { guard: "an agent is there", target: "#conversation.open" },
        { target: "#conversation.waiting" },
      ],
    },
  },
});
