import { conversationView } from "@aside/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callback, capturing, over } from "./capturing.ts";
import { Agent, Customer, newId } from "./clients.ts";
import { startSystem, type Node, type System } from "./system.ts";

const CANARY = "canary-7f3a9c";

let system: System;
let url = "";
let here = { agent: "", customer: "" };
beforeAll(async () => {
  system = await startSystem();
  url = system.node.url;
  here = { agent: url, customer: url };
});
afterAll(() => system.stop());

/** A capture that ended without the tab's knowing: `after` is the last number that it had by then. */
async function endedBehind() {
  const begun = await capturing(here);
  await begun.ready;
  const after = begun.customer.seq;
  const ended = { type: "capture.ended", outcome: "declined" } as const;
  await system.collector.tell(url, callback(begun.id, begun.capture, ended));
  await over(begun.agent, begun.id);
  return { ...begun, after };
}

describe("[BND1] nothing of what a customer's client sends during a capture", () => {
  test("reaches an agent, the queue, REST, the journal or the log, then or later", async () => {
    const { agent, customer, id, capture, ready, done } = await capturing(here);
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

  test("reaches one where it was written during one and its line stood still until after the end", async () => {
    const { agent, customer, id, after: written, done } = await endedBehind();
    await customer.frame(
      (frame) => frame.type === "capture" && frame.capture.status === "declined",
    );
    const late = { type: "message", id: newId("msg"), text: CANARY, after: written } as const;
    for (const _ of ["first", "again"])
      expect(await customer.send(late)).toEqual({ ok: true, status: "held" });
    const heard = { ...late, id: newId("msg"), text: "I am back", after: customer.seq };
    expect(await customer.send(heard)).toMatchObject({ status: "accepted" });
    await agent.frame(
      id,
      (frame) => frame.type === "message" && frame.message.text === "I am back",
    );
    expect(JSON.stringify(agent.inbox.all)).not.toContain(CANARY);
    done();
  });

  test("nor does a name, a page, a read mark or a sign of typing that was told during one", async () => {
    const { agent, customer, id, after, done } = await endedBehind();
    const page = { title: CANARY, url: `https://shop.example/${CANARY}` };
    for (const late of [
      { type: "name", name: CANARY, after },
      { type: "page", page, after },
      { type: "read", upTo: after, after },
      { type: "typing", after },
    ] as const)
      expect(await customer.send(late)).toEqual({ ok: true, status: "held" });
    await customer.frame(
      (frame) => frame.type === "capture" && frame.capture.status === "declined",
    );
    const heard = { type: "name", name: "Kim", after: customer.seq } as const;
    expect(await customer.send(heard)).toMatchObject({ status: "accepted" });
    await agent.frame(id, (frame) => frame.type === "customer-named" && frame.name === "Kim");
    const told = agent
      .frames(id)
      .slice(-3)
      .map(({ type }) => type);
    expect(told).not.toContain("customer-read");
    expect(told).not.toContain("customer-typing");
    expect(JSON.stringify(agent.inbox.all)).not.toContain(CANARY);
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

describe("two nodes on one journal", () => {
  let other: Node;
  beforeAll(async () => {
    other = await system.start();
  });

  test("agent and customer on different nodes talk, capture and come back; a callback may go to either", async () => {
    const { agent, customer, id, capture, ready, done } = await capturing({
      agent: url,
      customer: other.url,
    });
    await ready;
    expect(await customer.say("hidden-on-another-node")).toEqual({ ok: true, status: "held" });
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
    expect(JSON.stringify(agent.inbox.all)).not.toContain("hidden-on-another-node");
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
    const begun = await customer.frame((frame) => frame.type === "capture" && frame.ready);
    expect(begun).toMatchObject({ capture: { status: "offered" } });
    for (const one of [watcher, anna, customer]) one.close();
  });

  function texts(agent: Agent, id: string): string[] {
    return agent
      .frames(id)
      .flatMap((frame) => (frame.type === "message" ? [frame.message.text] : []));
  }
});
