import type { ConversationEvent, JournaledEvent } from "@aside/session";

export const CONVERSATION = `cnv_${"0".repeat(26)}`;
const CAPTURE = `cap_${"0".repeat(26)}`;
const anna = { id: "agt_anna", name: "Anna", role: "agent" as const };
const START = Date.UTC(2026, 10, 22, 8);

function message(
  index: number,
  text: string,
  cuts: { start: number; end: number; type: string }[] = [],
) {
  return { id: `msg_${String(index).padStart(26, "0")}`, text, cuts };
}

/** A conversation with a stray card number (cut), a completed card capture and something held while it ran. */
export function conversation(): JournaledEvent[] {
  const events: ConversationEvent[] = [
    { type: "started", customer: "Jo", page: null },
    { type: "agent.took", agent: anna },
    {
      type: "customer.message",
      message: message(1, "hi, it is [card number removed], ok?", [
        { start: 10, end: 31, type: "CARD_NUMBER" },
      ]),
    },
    { type: "agent.message", agent: anna, message: message(2, "Please use the secure form.") },
    {
      type: "capture.requested",
      capture: CAPTURE,
      template: "card",
      title: "Card",
      by: { kind: "agent", id: anna.id, name: anna.name },
      deadline: START + 600_000,
      extensions: 2,
    },
    { type: "collector.registered", capture: CAPTURE },
    { type: "customer.held", id: `msg_${"9".repeat(26)}` },
    { type: "collector.opened", capture: CAPTURE },
    { type: "collector.submitted", capture: CAPTURE },
    {
      type: "collector.ended",
      capture: CAPTURE,
      outcome: "completed",
      result: {
        token: `tok_00000000_${"0".repeat(26)}_00`,
        metadata: { display: "Visa •••• 1111", brand: "Visa", last4: "1111" },
      },
    },
    { type: "agent.message", agent: anna, message: message(3, 'Thanks, "done".') },
    { type: "customer.message", message: message(4, "=my other card is 5555 5555 5555 4444") },
  ];
  return events.map((event, index) => ({ ...event, seq: index + 1, at: START + index * 1_000 }));
}

/** A conversation of nothing but messages: `c: …` the customer's, `a: …` the agent's. */
export function said(lines: readonly string[], start = START): JournaledEvent[] {
  const events: ConversationEvent[] = [
    { type: "started", customer: null, page: null },
    { type: "agent.took", agent: anna },
    ...lines.map((line, index): ConversationEvent => {
      const spoken = message(index + 1, line.slice(3));
      return line.startsWith("a: ")
        ? { type: "agent.message", agent: anna, message: spoken }
        : { type: "customer.message", message: spoken };
    }),
  ];
  return events.map((event, index) => ({ ...event, seq: index + 1, at: start + index * 1_000 }));
}
