import {
  conversationView,
  type Callback,
  type CaptureMetadata,
  type Outcome,
} from "@aside/protocol";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Agent, Customer, newId } from "./clients.ts";
import { startSystem, type Node, type System } from "./system.ts";

const CANARY = "canary-7f3a9c";
const TOKEN = `tok_abcd1234_${"0".repeat(26)}_zz`;
const metadata: CaptureMetadata = { display: "Visa •••• 1111", brand: "Visa", last4: "1111" };

let system: System;
let url = "";
beforeAll(async () => {
  system = await startSystem();
  url = system.node.url;
});
afterAll(() => system.stop());

async function capturing(where: { readonly agent?: string; readonly customer?: string } = {}) {
  const agent = await Agent.in(where.agent ?? url);
  const customer = await Customer.in(where.customer ?? url, { name: "Jo" });
  const id = customer.conversation;
  await agent.take(id);
  const capture = await agent.capture(id);
  const ready = customer.frame((frame) => frame.type === "capture" && frame.ready);
  const done = () => (agent.close(), customer.close());
  return { agent, customer, id, capture, ready, done };
}

function callback(
  id: string,
  capture: string,
  more: { type: Callback["type"]; outcome?: Outcome },
): Callback {
  const about = { tenant: "demo", conversation: id, capture, at: Date.now() };
  if (more.type !== "capture.ended") return { type: more.type, ...about };
  const outcome = more.outcome ?? "completed";
  return {
    type: more.type,
    ...about,
    outcome,
    ...(outcome === "completed" ? { result: { token: TOKEN, metadata } } : {}),
  };
}

const over = (agent: Agent, id: string) =>
  agent.inbox.until(() =>
    agent
      .words(id)
      .find(
        (word) =>
          !["offered", "opened", "in_progress", "needs_more_time", "submitted"].includes(word),
      ),
  );

describe("[CAP1] a capture ends once, and the agent learns how", () => {
  test("completed: the collector's words in order, then token and metadata", async () => {
    const { agent, customer, id, capture, ready, done } = await capturing();
    await ready;
    for (const type of ["capture.opened", "capture.in_progress", "capture.submitted"] as const)
      expect(await system.collector.tell(url, callback(id, capture, { type }))).toBe(204);
    expect(await system.collector.tell(url, callback(id, capture, { type: "capture.ended" }))).toBe(
      204,
    );
    expect(await over(agent, id)).toBe("completed");
    expect(agent.words(id)).toEqual(["offered", "opened", "in_progress", "submitted", "completed"]);
    const last = agent.frames(id).findLast((frame) => frame.type === "capture");
    expect(last).toMatchObject({ capture: { result: { token: TOKEN, metadata } } });
    const shown = await customer.frame(
      (frame) => frame.type === "capture" && frame.capture.status === "completed",
    );
    expect(shown).toMatchObject({ display: "Visa •••• 1111" });
    expect(JSON.stringify(customer.inbox.all)).not.toContain(TOKEN);
    expect(await agent.say(id, "Thank you")).toMatchObject({ ok: true });
    done();
  });

  test.each([
    [
      "declined",
      (customer: Customer, _: Agent, capture: string) =>
        customer.send({ type: "capture.decline", capture }),
    ],
    [
      "cancelled",
      (customer: Customer, agent: Agent, capture: string) =>
        agent.send({ type: "capture.cancel", conversation: customer.conversation, capture }),
    ],
  ] as const)("%s: on hold until the collector has confirmed", async (outcome, end) => {
    const { agent, customer, id, capture, ready, done } = await capturing();
    await ready;
    expect(await end(customer, agent, capture)).toMatchObject({ ok: true });
    expect(await end(customer, agent, capture)).toMatchObject({ ok: true });
    await system.collector.heard(
      (one) => one.command === "void" && one.capture === capture && one.intent === outcome,
    );
    expect(await agent.say(id, "Hello?")).toMatchObject({ ok: false, code: "capture_running" });
    await system.collector.tell(url, callback(id, capture, { type: "capture.ended", outcome }));
    expect(await over(agent, id)).toBe(outcome);
    done();
  });

  test("expired: the deadline passes with nobody there, and the collector confirms", async () => {
    const brief = await system.start({ captureSeconds: 1 });
    const { agent, id, capture, done } = await capturing({ agent: brief.url, customer: brief.url });
    await system.collector.heard(
      (one) => one.command === "void" && one.capture === capture && one.intent === "expired",
    );
    expect(agent.words(id)).toEqual(["offered"]);
    await system.collector.tell(
      brief.url,
      callback(id, capture, { type: "capture.ended", outcome: "expired" }),
    );
    expect(await over(agent, id)).toBe("expired");
    done();
    await brief.stop();
  });

  test("cancelled too late: what was stored is completed", async () => {
    const { agent, id, capture, ready, done } = await capturing();
    await ready;
    await agent.send({ type: "capture.cancel", conversation: id, capture });
    await system.collector.tell(
      url,
      callback(id, capture, { type: "capture.ended", outcome: "completed" }),
    );
    expect(await over(agent, id)).toBe("completed");
    done();
  });

  test("a collector that does not answer fails the entry, and the conversation goes on", async () => {
    system.collector.answer(503);
    const { agent, customer, id, done } = await capturing();
    expect(await over(agent, id)).toBe("failed");
    expect(agent.frames(id).findLast((frame) => frame.type === "capture")).toMatchObject({
      capture: { reason: "collector_unreachable" },
    });
    system.collector.answer(200);
    expect(await customer.say("Are you there?")).toMatchObject({ status: "accepted" });
    done();
  });

  test("a collector that refuses, or has never heard of it when it must end, fails the capture", async () => {
    system.collector.answer(400, "unsupported_template");
    const refused = await capturing();
    expect(await over(refused.agent, refused.id)).toBe("failed");
    system.collector.answer(200);
    refused.done();
    const forgotten = await capturing();
    await forgotten.ready;
    system.collector.answer(404, "unknown_capture");
    await forgotten.agent.send({
      type: "capture.cancel",
      conversation: forgotten.id,
      capture: forgotten.capture,
    });
    expect(await over(forgotten.agent, forgotten.id)).toBe("failed");
    system.collector.answer(200);
    forgotten.done();
  });

  test("a callback heard twice, late, or of nobody changes nothing and is taken; a forged one is not", async () => {
    const { agent, customer, id, capture, ready, done } = await capturing();
    await ready;
    const opened = callback(id, capture, { type: "capture.opened" });
    expect(await system.collector.tell(url, opened, "cb_same")).toBe(204);
    expect(await system.collector.tell(url, opened, "cb_same")).toBe(204);
    await system.collector.tell(
      url,
      callback(id, capture, { type: "capture.ended", outcome: "expired" }),
    );
    await over(agent, id);
    expect(
      await system.collector.tell(
        url,
        callback(id, capture, { type: "capture.ended", outcome: "completed" }),
      ),
    ).toBe(204);
    expect(
      await system.collector.tell(
        url,
        callback(`cnv_${"0".repeat(26)}`, capture, { type: "capture.opened" }),
      ),
    ).toBe(204);
    const forged = await fetch(`${url}/v1/callbacks`, {
      method: "POST",
      headers: {
        "webhook-id": "cb_1",
        "webhook-timestamp": String(Math.floor(Date.now() / 1000)),
        "webhook-signature": `v1a,${"A".repeat(86)}==`,
      },
      body: JSON.stringify(opened),
    });
    expect(forged.status).toBe(401);
    await customer.say("End");
    await agent.frame(id, (frame) => frame.type === "message" && frame.message.text === "End");
    expect(agent.words(id)).toEqual(["offered", "opened", "expired"]);
    done();
  });
});

describe("[BND1] nothing of what a customer's client sends during a capture", () => {
  test("reaches an agent, the queue, REST, the journal or the log, then or later", async () => {
    const { agent, customer, id, capture, ready, done } = await capturing();
    const supervisor = await Agent.in(url, "carla");
    await ready;
    const before = await read(id);
    const message = newId("msg");
    expect(await customer.say(`text ${CANARY}`, message)).toEqual({ ok: true, status: "held" });
    const hostileId = `msg_${"4111111111111111".padEnd(26, "0")}`;
    expect(await customer.say("x", hostileId)).toEqual({ ok: true, status: "held" });
    for (const request of [
      { type: "typing" },
      { type: "read", upTo: 1 },
      { type: "name", name: CANARY },
      { type: "page", page: { title: CANARY, url: `https://shop.example/${CANARY}` } },
      { type: "leave" },
    ] as const)
      expect(await customer.send(request)).toEqual({ ok: true, status: "held" });
    await customer.raw({ type: CANARY });
    await customer.raw({ type: "message", id: CANARY, text: CANARY });
    await customer.raw(CANARY, CANARY);
    await customer.send({ type: "capture.decline", capture: newId("cap") });
    const reload = await Customer.in(url, {
      session: customer.session,
      name: CANARY,
      page: { title: CANARY, url: `https://shop.example/?q=${CANARY}` },
      locale: `en-${CANARY}`,
    });
    reload.close();
    const canned = await agent.send({
      type: "canned",
      conversation: id,
      id: newId("msg"),
      line: "still_here",
    });
    expect(canned).toEqual({ ok: true, seq: before.seq + 1 });
    expect((await read(id)).seq).toBe(before.seq + 1);
    await system.collector.tell(
      url,
      callback(id, capture, { type: "capture.ended", outcome: "declined" }),
    );
    await over(agent, id);
    expect(await customer.say(`text ${CANARY}`, message)).toEqual({ ok: true, status: "held" });
    expect(await customer.say("After")).toMatchObject({ status: "accepted" });
    await agent.frame(id, (frame) => frame.type === "message" && frame.message.text === "After");
    const rows = await system.node.database.withTenant(
      "demo",
      (sql) =>
        sql`select seq, client_id, event from journal where tenant = 'demo' and conversation = ${id}`,
    );
    const replay = await (await rest(`/v1/conversations/${id}/replay`)).text();
    const sinks = [agent.inbox.all, supervisor.inbox.all, rows, system.node.log, replay];
    for (const sink of sinks) {
      const text = JSON.stringify(sink);
      expect(text.length).toBeGreaterThan(100);
      expect(text).not.toContain(CANARY);
      expect(text).not.toContain("4111111111111111");
    }
    const numbers = JSON.parse(replay).entries.map((entry: { seq: number }) => entry.seq);
    expect(new Set(numbers)).toEqual(
      new Set(Array.from({ length: numbers.at(-1) }, (_, index) => index + 1)),
    );
    expect(JSON.parse(replay).entries.map((entry: { frame: unknown }) => entry.frame)).toEqual(
      agent.frames(id),
    );
    supervisor.close();
    done();
  });

  test("the same canary in the open conversation is found by the same search", async () => {
    const open = await Customer.in(url);
    await open.say(CANARY);
    const watcher = await Agent.in(url);
    await watcher.join(open.conversation);
    expect(JSON.stringify(watcher.frames(open.conversation))).toContain(CANARY);
    open.close();
    watcher.close();
  });

  async function read(id: string): Promise<{ seq: number }> {
    return conversationView.parse(await (await rest(`/v1/conversations/${id}`)).json());
  }
  function rest(path: string): Promise<Response> {
    return fetch(url + path, { headers: { authorization: `Bearer ${system.apiKey}` } });
  }
});

describe("tickets", () => {
  test("only for the running capture, only once the fence is closed, only for the tenant's pages", async () => {
    const { customer, id, capture, ready, done } = await capturing();
    await ready;
    const ask = (way: "frame" | "link", parentOrigin: string, which = capture) =>
      customer.send({ type: "capture.ticket", capture: which, way, parentOrigin });
    const framed = await ask("frame", "https://shop.example");
    if (!framed.ok || framed.status !== "ticket") throw new Error("no ticket");
    expect(framed.url).toBe(`${system.collector.url}/form?tenant=demo`);
    expect(decodeJwt(framed.ticket)).toMatchObject({
      tenant: "demo",
      conversation: id,
      capture,
      template: "card",
      parentOrigin: "https://shop.example",
      locale: "en",
      aud: system.collector.url,
    });
    const linked = await ask("link", "https://shop.example");
    if (!linked.ok || linked.status !== "ticket") throw new Error("no ticket");
    expect(linked.url).toBe(`${system.collector.url}/form?tenant=demo#t=${linked.ticket}`);
    expect(decodeJwt(linked.ticket).parentOrigin).toBeNull();
    expect(await ask("frame", "https://evil.example")).toMatchObject({
      ok: false,
      code: "not_allowed",
    });
    expect(await ask("frame", "https://shop.example", newId("cap"))).toMatchObject({
      ok: false,
      code: "no_capture",
    });
    done();
  });

  test("the customer may ask for the form, and for more time as often as it is given", async () => {
    const agent = await Agent.in(url);
    const customer = await Customer.in(url);
    await agent.take(customer.conversation);
    expect(await customer.send({ type: "capture.request", template: "no-such" })).toMatchObject({
      code: "unknown_template",
    });
    expect(await customer.send({ type: "capture.request", template: "card" })).toMatchObject({
      ok: true,
    });
    const offered = await customer.frame((frame) => frame.type === "capture" && frame.ready);
    if (offered.type !== "capture") throw new Error("no capture");
    const { id: capture, deadline } = offered.capture;
    const more = () => customer.send({ type: "capture.more-time", capture });
    expect(await more()).toMatchObject({ ok: true });
    expect(await more()).toMatchObject({ ok: true });
    expect(await more()).toMatchObject({ ok: false, code: "not_allowed" });
    await system.collector.heard(
      (one) =>
        one.command === "extend" && one.capture === capture && one.deadline === deadline + 600_000,
    );
    expect(agent.words(customer.conversation)).toEqual([
      "offered",
      "needs_more_time",
      "needs_more_time",
    ]);
    agent.close();
    customer.close();
  });
});

describe("observers", () => {
  test("[BND1] one that answers goes at once, one that does not is cut off after 2 s, and none may come during a capture", async () => {
    const anna = await Agent.in(url, "anna");
    const [carla, ben] = await Promise.all([Agent.in(url, "carla"), Agent.in(url, "ben")]);
    const customer = await Customer.in(url);
    const id = customer.conversation;
    await anna.take(id);
    const [watching, silent] = [await carla.join(id), await ben.join(id)];
    if (!("observer" in watching) || watching.observer === null) throw new Error("no observer");
    expect(silent).toMatchObject({ ok: true, status: "joined" });
    const asked = carla.inbox.until((all) => all.find((one) => one.type === "detach"));
    const cut = new Promise((resolve) => ben.socket.on("disconnect", resolve));
    await anna.capture(id);
    await asked;
    expect(
      await carla.send({ type: "detached", conversation: id, observer: watching.observer }),
    ).toEqual({ ok: true });
    await cut;
    await customer.frame((frame) => frame.type === "capture" && frame.ready);
    expect(await carla.join(id)).toMatchObject({ ok: false, code: "capture_running" });
    const seen = carla.frames(id).length;
    await anna.send({ type: "canned", conversation: id, id: newId("msg"), line: "still_here" });
    expect(carla.frames(id).length).toBe(seen);
    for (const one of [anna, carla, customer]) one.close();
  });
});

describe("two nodes on one journal", () => {
  let other: Node;
  beforeAll(async () => {
    other = await system.start();
  });

  test("agent and customer on different nodes talk, capture and come back; a callback may go to either", async () => {
    const { agent, customer, id, capture, ready, done } = await capturing({ customer: other.url });
    await ready;
    expect(await customer.say(CANARY)).toEqual({ ok: true, status: "held" });
    await system.collector.tell(url, callback(id, capture, { type: "capture.opened" }));
    await system.collector.tell(
      other.url,
      callback(id, capture, { type: "capture.ended", outcome: "declined" }),
    );
    expect(await over(agent, id)).toBe("declined");
    await customer.frame(
      (frame) => frame.type === "capture" && frame.capture.status === "declined",
    );
    await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        Promise.all([customer.say(`c${index}`), agent.say(id, `a${index}`)]),
      ),
    );
    await agent.inbox.until(() => texts(agent, id).length >= 20);
    await customer.inbox.until(() => customer.texts.length >= 20);
    expect(texts(agent, id)).toEqual(customer.texts);
    expect(JSON.stringify(agent.inbox.all)).not.toContain(CANARY);
    done();
  });

  test("a node that goes leaves its observers' places to the others", async () => {
    const leaving = await system.start();
    const watcher = await Agent.in(leaving.url, "carla");
    const anna = await Agent.in(url, "anna");
    const customer = await Customer.in(url);
    const id = customer.conversation;
    await anna.take(id);
    await watcher.join(id);
    await leaving.stop();
    await anna.capture(id);
    await customer.frame((frame) => frame.type === "capture" && frame.ready);
    for (const one of [watcher, anna, customer]) one.close();
  });

  function texts(agent: Agent, id: string): string[] {
    return agent
      .frames(id)
      .flatMap((frame) => (frame.type === "message" ? [frame.message.text] : []));
  }
});
