import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { Agent, Customer, newId } from "./clients.ts";
import { callback, capturing, over } from "./capturing.ts";
import { startSystem, type Node, type System } from "./system.ts";

let system: System;
let first: Node;
let second: Node;
beforeAll(async () => {
  system = await startSystem();
  first = system.node;
  second = await system.start();
});
afterAll(() => system.stop());

async function call(node: Node, method: string, path: string, key: string, body?: unknown) {
  const response = await fetch(node.url + path, {
    method,
    headers: {
      authorization: `Bearer ${system.apiKey}`,
      "content-type": "application/json",
      "idempotency-key": key,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, json: z.looseObject({}).parse(await response.json()) };
}

/** A conversation that both nodes have in hand. */
async function known() {
  const customer = await Customer.in(first.url);
  const tab = await Customer.in(second.url, { session: customer.session });
  const done = () => {
    customer.close();
    tab.close();
  };
  return { id: customer.conversation, done };
}

test("[CAP1] one key at both nodes at once is one capture, and both are told of it", async () => {
  for (let times = 0; times < 8; times += 1) {
    const { id, done } = await known();
    const path = `/v1/conversations/${id}/captures`;
    const replies = await Promise.all(
      [first, second].map((node) => call(node, "POST", path, "k", { template: "card" })),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 201]);
    const [one, other] = replies.map(({ json }) => String(json.id));
    expect(one).toBe(other);
    const ends = await Promise.all(
      [first, second].map((node) => call(node, "DELETE", `${path}/${one}`, "d")),
    );
    expect(ends.map(({ status }) => status)).toEqual([202, 202]);
    done();
  }
});

test("[CAP1] two keys at both nodes at once: one capture begins, the other is refused", async () => {
  const { id, done } = await known();
  const path = `/v1/conversations/${id}/captures`;
  const replies = await Promise.all(
    [first, second].map((node, index) =>
      call(node, "POST", path, `k${index}`, { template: "card" }),
    ),
  );
  expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  expect(replies.find(({ status }) => status === 409)?.json).toMatchObject({
    code: "capture_running",
  });
  done();
});

test("one key at both nodes at once opens one conversation, and each answer has a session of it", async () => {
  const open = (node: Node, key: string, name = "Kim") =>
    call(node, "POST", "/v1/conversations", key, { customer: { name } });
  for (let times = 0; times < 8; times += 1) {
    const replies = await Promise.all([first, second].map((node) => open(node, `visit-${times}`)));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 201]);
    const [id] = replies.map(({ json }) => json.id);
    for (const { json } of replies) {
      const customer = await Customer.in(second.url, { session: String(json.session) });
      expect([json.id, customer.conversation]).toEqual([id, id]);
      customer.close();
    }
    expect((await open(first, `another-${times}`)).json.id).not.toBe(id);
  }
  expect(await open(second, "visit-0", "Lee")).toMatchObject({
    status: 409,
    json: { code: "idempotency_key_reused" },
  });
  expect(await open(first, "")).toMatchObject({ status: 400, json: { code: "idempotency_key" } });
});

test("one key with another amount is another request", async () => {
  const { id, done } = await known();
  const ask = (minor: number) =>
    call(first, "POST", `/v1/conversations/${id}/captures`, "k", {
      template: "card",
      amount: { minor, currency: "EUR" },
    });
  expect(await ask(1_000)).toMatchObject({ status: 201 });
  expect(await ask(1_000)).toMatchObject({ status: 200 });
  expect(await ask(9_000)).toMatchObject({
    status: 409,
    json: { code: "idempotency_key_reused" },
  });
  done();
});

test("two agents take at both nodes at once: one has it, the other is told that it is not possible", async () => {
  const anna = await Agent.in(first.url, "anna");
  const ben = await Agent.in(second.url, "ben");
  for (let times = 0; times < 5; times += 1) {
    const { id, done } = await known();
    await Promise.all([anna.join(id), ben.join(id)]);
    const replies = await Promise.all(
      [anna, ben].map((agent) => agent.send({ type: "take", conversation: id })),
    );
    expect(replies.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    const [owner, other] = replies[0]?.ok === true ? [anna, ben] : [ben, anna];
    expect(await owner.say(id, "Hello")).toMatchObject({ ok: true });
    expect(await other.say(id, "Hello")).toMatchObject({ ok: false, code: "not_allowed" });
    expect(await other.join(id)).toMatchObject({ ok: false, code: "not_allowed" });
    done();
  }
  anna.close();
  ben.close();
});

test("a transfer of an agent's and one of a supervisor's at once: both nodes agree who has it", async () => {
  const anna = await Agent.in(first.url, "anna");
  const carla = await Agent.in(second.url, "carla");
  const { id, done } = await known();
  await anna.take(id);
  await carla.join(id);
  const to = (name: string) =>
    anna.welcome?.agents.find((agent) => agent.name.toLowerCase().startsWith(name))?.id ?? null;
  const replies = await Promise.all([
    anna.send({ type: "transfer", conversation: id, to: to("ben") }),
    carla.send({ type: "transfer", conversation: id, to: to("carla") }),
  ]);
  expect(replies.filter(({ ok }) => ok).length).toBeGreaterThan(0);
  const views = await Promise.all(
    [first, second].map(({ url }) =>
      fetch(`${url}/v1/conversations/${id}/replay`, {
        headers: { authorization: `Bearer ${system.apiKey}` },
      }).then((response) => response.json()),
    ),
  );
  expect(views[0]).toEqual(views[1]);
  anna.close();
  carla.close();
  done();
});

test("[CAP1] the agent cancels at one node as the customer declines at the other: one end, and one word for it", async () => {
  const { agent, customer, id, capture, ready, done } = await capturing({
    agent: first.url,
    customer: second.url,
  });
  await system.collector.heard((one) => one.command === "register" && one.capture === capture);
  await ready;
  const [cancelled, declined] = await Promise.all([
    agent.send({ type: "capture.cancel", conversation: id, capture }),
    customer.send({ type: "capture.decline", capture }),
  ]);
  expect([cancelled.ok, declined.ok]).toContain(true);
  const voided = await system.collector.heard(
    (one) => one.command === "void" && one.capture === capture,
  );
  const outcome = voided.command === "void" ? voided.intent : "failed";
  await system.collector.tell(first.url, callback(id, capture, { type: "capture.ended", outcome }));
  expect(await over(agent, id)).toBe(outcome);
  expect(
    system.collector.commands.filter((one) => one.command === "void" && one.capture === capture)
      .length,
  ).toBeGreaterThan(0);
  expect(await customer.say("and now?", newId("msg"))).toMatchObject({ status: "accepted" });
  done();
});
