import { randomBytes } from "node:crypto";
import { createId, type ToWidgetReply } from "@aside/protocol";
import type { Agent } from "../clients/agent.ts";
import { connectCustomer, type Customer } from "../clients/customer.ts";
import { openForm } from "../clients/form.ts";
import { wait } from "../system/wait.ts";
import type { Dialogue } from "./dialogue.ts";
import type { Tally } from "./tally.ts";

export interface Stage {
  readonly gateway: string;
  readonly origin: string;
  readonly agent: Agent;
  readonly tally: Tally;
  /** After which turn a card is captured; null: in no turn. */
  readonly captureAfter: number | null;
  /** A published test number. */
  readonly pan: string;
}

/** Plays one dialogue through the running system, and waits until all of it has arrived. */
export async function playDialogue(dialogue: Dialogue, stage: Stage): Promise<void> {
  const customer = await connectCustomer({ gateway: stage.gateway, origin: stage.origin });
  const conversation = customer.welcome.conversation;
  try {
    await withPatience(() => stage.agent.send({ type: "join", conversation, after: 0 }));
    await withPatience(() => stage.agent.send({ type: "take", conversation }));
    for (const [index, turn] of dialogue.turns.entries()) {
      if (turn.speaker === "customer") await customerSays(customer, turn.text, stage);
      else await agentSays(customer, turn.text, stage);
      if (index === stage.captureAfter) await capture(customer, stage);
    }
    await stage.agent.send({ type: "wrap-up", conversation });
    await stage.agent.send({ type: "close", conversation });
    stage.tally.conversations += 1;
  } finally {
    await stage.agent.send({ type: "leave", conversation });
    customer.close();
  }
}

async function customerSays(
  customer: Customer,
  text: string,
  { agent, tally }: Stage,
): Promise<void> {
  const id = createId("msg", randomBytes(16));
  tally.sent += 1;
  const reply = await withPatience(() => customer.send({ type: "message", id, text }));
  if (!reply.ok || reply.status === "held" || reply.status === "ticket")
    return void (tally.refused += 1);
  if (reply.status === "cut") tally.cut += 1;
  await arrival(
    agent.inbox.first(
      (one) => (one.type === "entry" && isMessage(one.entry.frame, id) ? one : null),
      id,
    ),
    tally,
  );
}

async function agentSays(customer: Customer, text: string, { agent, tally }: Stage): Promise<void> {
  const { conversation } = customer.welcome;
  const id = createId("msg", randomBytes(16));
  const reply = await withPatience(() => agent.send({ type: "message", conversation, id, text }));
  if (reply.ok && "status" in reply && reply.status === "nudge") return void (tally.nudged += 1);
  tally.sent += 1;
  if (!reply.ok) return void (tally.refused += 1);
  await arrival(
    customer.inbox.first(
      (one) => (one.type === "frame" && isMessage(one.frame, id) ? one : null),
      id,
    ),
    tally,
  );
}

/** One card, the whole way; in the middle the customer writes into the chat, which must go nowhere. */
async function capture(customer: Customer, { agent, origin, pan, tally }: Stage): Promise<void> {
  const { conversation, collectorOrigin } = customer.welcome;
  const id = createId("cap", randomBytes(16));
  const asked = await withPatience(() =>
    agent.send({
      type: "capture.request",
      conversation,
      capture: id,
      template: "card",
      purpose: "your order",
    }),
  );
  if (!asked.ok) throw new Error(`capture refused: ${asked.code}`);
  await customer.inbox.first(
    (one) =>
      one.type === "frame" &&
      one.frame.type === "capture" &&
      one.frame.capture.id === id &&
      one.frame.ready
        ? one
        : null,
    "the offer of the form",
  );
  const held = createId("msg", randomBytes(16));
  const reply = await customer.send({ type: "message", id: held, text: "is this safe?" });
  if (reply.ok && reply.status === "held") tally.held += 1;

  const ticket = await customer.send({
    type: "capture.ticket",
    capture: id,
    way: "frame",
    parentOrigin: origin,
  });
  if (!ticket.ok || ticket.status !== "ticket") throw new Error("no ticket");
  const form = await openForm(collectorOrigin, ticket.ticket, origin);
  await form.progress();
  const stored = await form.submit({
    "card.pan": pan,
    "card.holder": "Jane Doe",
    "card.exp": "12/30",
    "card.cvv": "123",
  });
  if (stored.outcome !== "stored") throw new Error("the collector refused a test card");
  await agent.inbox.first(
    (one) =>
      one.type === "entry" &&
      one.entry.frame.type === "capture" &&
      one.entry.frame.capture.id === id &&
      one.entry.frame.capture.status === "completed"
        ? one
        : null,
    "the result of the capture",
  );
  tally.captured += 1;
  if (agent.frames(conversation).some((frame) => isMessage(frame, held))) tally.leaked += 1;
}

async function arrival(promise: Promise<unknown>, tally: Tally): Promise<void> {
  await promise.then(
    () => (tally.delivered += 1),
    () => (tally.lost += 1),
  );
}

function isMessage(frame: { type: string }, id: string): boolean {
  return (
    "message" in frame &&
    typeof frame.message === "object" &&
    frame.message !== null &&
    "id" in frame.message &&
    frame.message.id === id
  );
}

/** A limit of the gateway's is not a loss: waits and asks again. */
async function withPatience<T extends { ok: boolean } | ToWidgetReply>(
  ask: () => Promise<T>,
): Promise<T> {
  for (let milliseconds = 100; ; milliseconds *= 2) {
    const reply = await ask();
    if (reply.ok || !("code" in reply) || reply.code !== "too_many" || milliseconds > 10_000)
      return reply;
    await wait(milliseconds);
  }
}
