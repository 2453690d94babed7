import { assign } from "xstate";
import { agentSpoke, heardCustomer, standing, withoutStray } from "./changes.ts";
import {
  messageToAgent,
  messageToCustomer,
  released,
  retracted,
  strayCut,
  strayIs,
} from "./frames.ts";
import { kit } from "./kit.ts";

/**
 * A customer's message: plain, with something cut out of it, or the last part of a number whose first parts were told already. And such
 * parts without a last one, which goes into a form.
 */
export const fromCustomer = kit.createStateConfig({
  on: {
    "customer.message": [
      {
        guard: "it amends earlier messages",
        actions: [
          assign(({ context, event }) => heardCustomer(context, event)),
          { type: "to agent", params: ({ event }) => ({ frame: retracted(event) }) },
          { type: "to customer", params: ({ event }) => ({ frame: retracted(event) }) },
          { type: "to agent", params: ({ event }) => ({ frame: messageToAgent(event) }) },
          { type: "to customer", params: ({ event }) => ({ frame: messageToCustomer(event) }) },
          { type: "to agent", params: ({ event }) => ({ frame: strayCut(event) }) },
          { type: "to customer", params: ({ event }) => ({ frame: strayCut(event) }) },
        ],
      },
      {
        guard: "something was cut out",
        actions: [
          assign(({ context, event }) => heardCustomer(context, event)),
          { type: "to agent", params: ({ event }) => ({ frame: messageToAgent(event) }) },
          { type: "to customer", params: ({ event }) => ({ frame: messageToCustomer(event) }) },
          { type: "to agent", params: ({ event }) => ({ frame: strayCut(event) }) },
          { type: "to customer", params: ({ event }) => ({ frame: strayCut(event) }) },
        ],
      },
      {
        actions: [
          assign(({ context, event }) => heardCustomer(context, event)),
          { type: "to agent", params: ({ event }) => ({ frame: messageToAgent(event) }) },
          { type: "to customer", params: ({ event }) => ({ frame: messageToCustomer(event) }) },
        ],
      },
    ],
    "customer.retracted": {
      actions: [
        assign(({ context, event }) => ({ last: standing(context.last, event) })),
        { type: "to agent", params: ({ event }) => ({ frame: retracted(event) }) },
        { type: "to customer", params: ({ event }) => ({ frame: retracted(event) }) },
      ],
    },
  },
});

/** An agent's message. What is cut out of it is not kept: there is nobody to ask. */
export const fromAgent = kit.createStateConfig({
  on: {
    "agent.message": [
      {
        guard: "it amends earlier messages",
        actions: [
          assign(({ event }) => agentSpoke(event)),
          { type: "to agent", params: ({ event }) => ({ frame: retracted(event) }) },
          { type: "to customer", params: ({ event }) => ({ frame: retracted(event) }) },
          { type: "to agent", params: ({ event }) => ({ frame: messageToAgent(event) }) },
          { type: "to customer", params: ({ event }) => ({ frame: messageToCustomer(event) }) },
        ],
      },
      {
        actions: [
          assign(({ event }) => agentSpoke(event)),
          { type: "to agent", params: ({ event }) => ({ frame: messageToAgent(event) }) },
          { type: "to customer", params: ({ event }) => ({ frame: messageToCustomer(event) }) },
        ],
      },
    ],
  },
});

/** What a customer says about what was cut out of a message of theirs. */
export const deciding = kit.createStateConfig({
  on: {
    "customer.stray-released": {
      guard: "it waits and may pass",
      actions: [
        assign(({ context, event }) => withoutStray(context, event.id)),
        { type: "to agent", params: ({ event }) => ({ frame: released(event) }) },
        { type: "to customer", params: ({ event }) => ({ frame: released(event) }) },
        { type: "to agent", params: ({ event }) => ({ frame: strayIs(event.id, "released") }) },
        { type: "to customer", params: ({ event }) => ({ frame: strayIs(event.id, "released") }) },
      ],
    },
    "customer.stray-discarded": {
      guard: "it waits",
      actions: [
        assign(({ context, event }) => withoutStray(context, event.id)),
        { type: "to agent", params: ({ event }) => ({ frame: strayIs(event.id, "discarded") }) },
        { type: "to customer", params: ({ event }) => ({ frame: strayIs(event.id, "discarded") }) },
      ],
    },
  },
});

/** Undecided, its time is over: discarded, and both sides hear of it. No word of the customer's, so a capture does not hold it back. */
export const strikes = kit.createStateConfig({
  on: {
    "clock.stray": {
      guard: "it waits",
      actions: [
        assign(({ context, event }) => withoutStray(context, event.id)),
        { type: "to agent", params: ({ event }) => ({ frame: strayIs(event.id, "discarded") }) },
        { type: "to customer", params: ({ event }) => ({ frame: strayIs(event.id, "discarded") }) },
      ],
    },
  },
});
