import type { ConversationEvent, JournaledEvent } from "./event.ts";

export const CAPTURE = `cap_${"0".repeat(26)}`;
export const OTHER_CAPTURE = `cap_${"1".repeat(26)}`;
export const OBSERVER = `obs_${"0".repeat(26)}`;
export const anna = { id: "agt_anna", name: "Anna", role: "agent" as const };
export const ben = { id: "agt_ben", name: "Ben", role: "agent" as const };

/** What a customer's device sends in the walks: if any byte of it got out, it would be seen by this word. */
export const CANARY = "canary-7319";

const message = (text: string) => ({ id: `msg_${"0".repeat(26)}`, text, cuts: [] });

/** Every event of the conversation with one choice of its data: the alphabet of the walks over the machine. */
export const alphabet: readonly ConversationEvent[] = [
  { type: "started", customer: "Jo", page: null },
  { type: "customer.message", message: message(CANARY) },
  {
    type: "customer.message",
    message: message(CANARY),
    stray: { until: 500, mayPass: true, found: [{ type: "CARD_NUMBER", length: 16 }], agent: null },
    retracts: [{ seq: 1, message: message(CANARY) }],
  },
  {
    type: "customer.message",
    message: message(CANARY),
    stray: { until: null, mayPass: false, found: [{ type: "CVV", length: 3 }], agent: null },
  },
  {
    type: "customer.retracted",
    stray: {
      until: null,
      mayPass: false,
      found: [{ type: "CARD_NUMBER", length: 9 }],
      agent: null,
    },
    retracts: [{ seq: 1, message: message(CANARY) }],
  },
  { type: "customer.stray-released", id: `msg_${"0".repeat(26)}`, messages: [message(CANARY)] },
  { type: "customer.stray-discarded", id: `msg_${"0".repeat(26)}` },
  { type: "clock.stray", id: `msg_${"0".repeat(26)}` },
  { type: "customer.held", id: `msg_${"1".repeat(26)}` },
  { type: "customer.typing" },
  { type: "customer.read", upTo: 7_319 },
  { type: "customer.named", name: CANARY },
  { type: "customer.page", page: { title: CANARY, url: CANARY } },
  { type: "customer.online", online: true },
  { type: "customer.online", online: false },
  { type: "customer.left" },
  { type: "customer.declined", capture: CAPTURE },
  { type: "customer.declined", capture: OTHER_CAPTURE },
  { type: "customer.needs-more-time", capture: CAPTURE, deadline: 900 },
  { type: "agent.took", agent: anna },
  { type: "agent.message", agent: anna, message: message("hello") },
  { type: "agent.stopped", agent: anna, why: "asks_for_card" },
  { type: "agent.canned", agent: anna, id: `msg_${"2".repeat(26)}`, line: "take_your_time" },
  { type: "agent.typing", agent: anna },
  { type: "agent.read", agent: anna.id, upTo: 1 },
  { type: "agent.transferred", by: anna, to: ben },
  { type: "agent.transferred", by: anna, to: null },
  { type: "agent.noted", agent: anna, message: message("note") },
  { type: "agent.wrapped-up", agent: anna },
  { type: "agent.reopened", agent: anna },
  { type: "agent.closed", agent: anna },
  { type: "observer.joined", observer: OBSERVER, name: "Carla" },
  { type: "observer.left", observer: OBSERVER },
  { type: "observer.detached", observer: OBSERVER },
  { type: "observer.cut", observer: OBSERVER },
  {
    type: "capture.requested",
    capture: CAPTURE,
    template: "card",
    title: "Card",
    by: { kind: "agent", id: anna.id, name: anna.name },
    deadline: 600,
    extensions: 1,
  },
  {
    type: "capture.requested",
    capture: CAPTURE,
    template: "card",
    title: "Card",
    by: { kind: "customer" },
    deadline: 600,
    extensions: 1,
    stray: `msg_${"0".repeat(26)}`,
  },
  { type: "capture.cancelled", capture: CAPTURE, by: "agent" },
  { type: "collector.registered", capture: CAPTURE },
  { type: "collector.unreachable", capture: CAPTURE },
  { type: "collector.opened", capture: CAPTURE },
  { type: "collector.in-progress", capture: CAPTURE },
  { type: "collector.submitted", capture: CAPTURE },
  { type: "collector.ended", capture: CAPTURE, outcome: "completed" },
  { type: "collector.ended", capture: CAPTURE, outcome: "declined" },
  { type: "collector.ended", capture: CAPTURE, outcome: "cancelled" },
  { type: "collector.ended", capture: CAPTURE, outcome: "expired" },
  { type: "collector.ended", capture: CAPTURE, outcome: "failed", reason: "collector_error" },
  { type: "collector.ended", capture: OTHER_CAPTURE, outcome: "completed" },
  { type: "clock.entry", capture: CAPTURE },
  { type: "clock.entry-over", capture: CAPTURE },
  { type: "clock.deadline", capture: CAPTURE },
  { type: "clock.agent-gone", agent: anna.id },
];

/** Puts an event at a place in the journal. */
export function at(event: ConversationEvent, seq = 1): JournaledEvent {
  return { ...event, seq, at: 100 + seq };
}
