import type { QueueEntry } from "@aside/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callback } from "./capturing.ts";
import { Agent, Customer } from "./clients.ts";
import { startSystem, type System } from "./system.ts";

let system: System;
let url = "";
beforeAll(async () => {
  system = await startSystem({ agentAwaySeconds: 1 });
  url = system.node.url;
});
afterAll(() => system.stop());

/** A customer whose question an agent has. */
async function asking(agent: Agent, where = url) {
  const customer = await Customer.in(where, { name: "Jo" });
  await customer.say("Is anybody there?");
  await agent.take(customer.conversation);
  return { customer, id: customer.conversation };
}

/** A conversation's line in a console's queue, once it is so. */
const line = (agent: Agent, id: string, phase: QueueEntry["phase"]) =>
  agent.inbox.until((all) =>
    all
      .flatMap((one) => (one.type === "queue" ? [one.entry] : []))
      .find((entry) => entry.conversation === id && entry.phase === phase),
  );
const left = (customer: Customer) => customer.frame(({ type }) => type === "agent-left");

test("an agent is gone: a customer who is there hears it and waits for all others as long as since their question", async () => {
  const [anna, ben] = await Promise.all([Agent.in(url, "anna"), Agent.in(url, "ben")]);
  const { customer, id } = await asking(anna);
  const { waitingSince } = await line(anna, id, "open");
  anna.close();
  await left(customer);
  expect(await line(ben, id, "waiting")).toMatchObject({ agent: null, waitingSince });
  await ben.take(id);
  expect(
    await customer.frame((one) => one.type === "agent-joined" && one.name === "Ben"),
  ).toBeDefined();
  for (const one of [ben, customer]) one.close();
});

test("not during a capture but after it, and not while an answered customer is away but when they come back", async () => {
  const anna = await Agent.in(url, "anna");
  const [open, held, answered] = [await asking(anna), await asking(anna), await asking(anna)];
  const capture = await anna.capture(held.id);
  await held.customer.frame((frame) => frame.type === "capture" && frame.ready);
  await anna.say(answered.id, "Yes.");
  answered.customer.close();
  await anna.frame(answered.id, (one) => one.type === "customer-online" && !one.online);
  anna.close();
  await left(open.customer);
  expect(held.customer.frames.some(({ type }) => type === "agent-left")).toBe(false);

  await system.collector.tell(
    url,
    callback(held.id, capture, { type: "capture.ended", outcome: "completed" }),
  );
  await left(held.customer);
  const back = await Customer.in(url, { session: answered.customer.session });
  expect(back.frames.some(({ type }) => type === "agent-left")).toBe(false);
  await left(back);
  for (const one of [open.customer, held.customer, back]) one.close();
});

test("an agent whose console is connected to another node is there", async () => {
  const other = await system.start();
  const [anna, ben] = [await Agent.in(other.url, "anna"), await Agent.in(other.url, "ben")];
  const [hers, his] = [await asking(anna), await asking(ben)];
  ben.close();
  await left(his.customer);
  expect(await anna.say(hers.id, "I am here.")).toMatchObject({ ok: true });
  expect(hers.customer.frames.some(({ type }) => type === "agent-left")).toBe(false);
  for (const one of [anna, hers.customer, his.customer]) one.close();
  await other.stop();
});
