import { assign } from "xstate";
import { captureState } from "./capture-state.ts";
import { beginCapture, withoutObserver, withoutStray } from "./changes.ts";
import { emptyContext } from "./context.ts";
import { closedFrame, phaseFrame, strayIs } from "./frames.ts";
import { kit } from "./kit.ts";
import { deciding, fromAgent, fromCustomer, strikes } from "./messages.ts";

/** What both sides may do while no capture is on. */
const talking = kit.createStateConfig({
  on: {
    ...fromCustomer.on,
    ...deciding.on,
    ...strikes.on,
    "customer.held": { actions: "keep nothing of it" },
    "customer.typing": {
      actions: { type: "to agent", params: { frame: { type: "customer-typing" } } },
    },
    "customer.read": {
      actions: {
        type: "to agent",
        params: ({ event }) => ({ frame: { type: "customer-read", upTo: event.upTo } }),
      },
    },
    "customer.named": {
      actions: [
        assign(({ context, event }) => ({ customer: { ...context.customer, name: event.name } })),
        {
          type: "to agent",
          params: ({ event }) => ({ frame: { type: "customer-named", name: event.name } }),
        },
      ],
    },
    "customer.page": {
      actions: [
        assign(({ context, event }) => ({ customer: { ...context.customer, page: event.page } })),
        {
          type: "to agent",
          params: ({ event }) => ({ frame: { type: "customer-page", page: event.page } }),
        },
      ],
    },
    "customer.online": {
      actions: [
        assign(({ context, event }) => ({
          customer: { ...context.customer, online: event.online },
          toldOnline: event.online,
        })),
        {
          type: "to agent",
          params: ({ event }) => ({ frame: { type: "customer-online", online: event.online } }),
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
    "observer.joined": {
      actions: assign(({ context, event }) => ({
        observers: [
          ...context.observers.filter((one) => one.id !== event.observer),
          { id: event.observer, name: event.name },
        ],
      })),
    },
    "observer.left": {
      actions: assign(({ context, event }) => withoutObserver(context, event.observer)),
    },
    "observer.cut": {
      actions: assign(({ context, event }) => withoutObserver(context, event.observer)),
    },
    "observer.detached": {
      actions: assign(({ context, event }) => withoutObserver(context, event.observer)),
    },
  },
});

const requestCapture = kit.createStateConfig({
  on: {
    "capture.requested": [
      {
        guard: "it takes along what waits",
        target: "capture",
        actions: [
          assign(({ context, event }) => ({
            capture: beginCapture(context, event),
            ...withoutStray(context, event.stray),
          })),
          {
            type: "to agent",
            params: ({ event }) => ({ frame: strayIs(event.stray ?? "", "taken") }),
          },
          {
            type: "to customer",
            params: ({ event }) => ({ frame: strayIs(event.stray ?? "", "taken") }),
          },
        ],
      },
      {
        target: "capture",
        actions: assign(({ context, event }) => ({ capture: beginCapture(context, event) })),
      },
    ],
  },
});

const speaking = kit.createStateConfig({
  on: {
    ...fromAgent.on,
    "agent.stopped": { actions: "keep nothing of it" },
    "agent.typing": {
      actions: { type: "to customer", params: { frame: { type: "agent-typing" } } },
    },
    "agent.read": {
      actions: [
        assign({ unread: 0 }),
        {
          type: "to customer",
          params: ({ event }) => ({ frame: { type: "agent-read", upTo: event.upTo } }),
        },
      ],
    },
    "agent.transferred": [
      {
        guard: "back into the queue",
        target: "waiting",
        actions: [
          assign(({ event }) => ({ agent: null, waitingSince: event.at })),
          { type: "to customer", params: { frame: { type: "agent-left" } } },
        ],
      },
      {
        target: "open",
        reenter: true,
        actions: [
          assign(({ event }) => ({ agent: event.to })),
          {
            type: "to customer",
            params: ({ event }) => ({
              frame: { type: "agent-joined", name: event.to?.name ?? "" },
            }),
          },
        ],
      },
    ],
    "clock.agent-gone": {
      target: "waiting",
      actions: [
        assign(({ context, event }) => ({
          agent: null,
          waitingSince: context.waitingSince ?? event.at,
        })),
        { type: "to customer", params: { frame: { type: "agent-left" } } },
      ],
    },
    "agent.closed": { target: "closed" },
  },
});

/** One conversation and its captures: `new` → waiting ⇄ open ⇄ capture, wrap-up, closed. */
export const conversationMachine = kit.createMachine({
  id: "conversation",
  context: emptyContext,
  initial: "new",
  states: {
    new: {
      on: {
        started: {
          target: "waiting",
          actions: [
            assign(({ event }) => ({
              startedAt: event.at,
              customer: { name: event.customer, page: event.page, online: false },
            })),
            {
              type: "to agent",
              params: ({ event }) => ({
                frame: { type: "started", customer: event.customer, page: event.page },
              }),
            },
          ],
        },
      },
    },
    waiting: {
      entry: {
        type: "to agent",
        params: ({ context }) => ({ frame: phaseFrame("waiting", null, context) }),
      },
      on: {
        ...talking.on,
        ...requestCapture.on,
        "agent.took": {
          target: "open",
          actions: [
            assign(({ event }) => ({ agent: event.agent })),
            {
              type: "to customer",
              params: ({ event }) => ({ frame: { type: "agent-joined", name: event.agent.name } }),
            },
          ],
        },
        "customer.left": {
          target: "closed",
          actions: { type: "to agent", params: { frame: { type: "customer-left" } } },
        },
      },
    },
    open: {
      entry: {
        type: "to agent",
        params: ({ context }) => ({ frame: phaseFrame("open", null, context) }),
      },
      on: {
        ...talking.on,
        ...requestCapture.on,
        ...speaking.on,
        "agent.wrapped-up": { target: "wrap-up" },
        "customer.left": {
          target: "wrap-up",
          actions: { type: "to agent", params: { frame: { type: "customer-left" } } },
        },
      },
    },
    capture: captureState,
    "wrap-up": {
      entry: {
        type: "to agent",
        params: ({ context }) => ({ frame: phaseFrame("wrap-up", null, context) }),
      },
      on: {
        ...talking.on,
        "customer.message": fromCustomer.on["customer.message"].map((transition) => ({
          ...transition,
          target: "open" as const,
        })),
        "agent.reopened": { target: "open" },
        "agent.closed": { target: "closed" },
      },
    },
    closed: {
      type: "final",
      entry: [
        {
          type: "to agent",
          params: ({ context, event }) => ({ frame: closedFrame(event, context) }),
        },
        { type: "to customer", params: { frame: { type: "closed" } } },
      ],
    },
  },
});
