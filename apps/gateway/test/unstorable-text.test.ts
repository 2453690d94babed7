import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { Agent, Customer, newId } from "./clients.ts";
import { startSystem, type System } from "./system.ts";

let system: System;
let url = "";
beforeAll(async () => {
  system = await startSystem();
  url = system.node.url;
});
afterAll(() => system.stop());

/** What PostgreSQL cannot keep, and what is kept instead. */
const NUL = { given: "a\0b", kept: "a\ufffdb" };
const HALF = { given: "sale \ud83d", kept: "sale \ufffd" };

describe.each([NUL, HALF])("$given", ({ given, kept }) => {
  test("in a page's title and a name, its customer is let in and heard all the same", async () => {
    const page = { title: given, url: "https://shop.example/" };
    const customer = await Customer.in(url, { name: given, page });
    const agent = await Agent.in(url, "carla");
    const id = customer.conversation;
    await agent.take(id);
    expect(agent.frames(id)).toContainEqual({
      type: "started",
      customer: kept,
      page: { ...page, title: kept },
    });
    const next = { title: `2 ${given}`, url: page.url };
    expect(await customer.send({ type: "page", page: next })).toMatchObject({ ok: true });
    expect(await customer.send({ type: "name", name: `2 ${given}` })).toMatchObject({ ok: true });
    await agent.frame(id, (frame) => frame.type === "customer-named" && frame.name === `2 ${kept}`);
    customer.close();
    agent.close();
  });

  test("in a message, a note and a purpose it is taken with U+FFFD in its place", async () => {
    const customer = await Customer.in(url);
    const agent = await Agent.in(url, "carla");
    const id = customer.conversation;
    await agent.take(id);
    expect(await customer.say(given)).toMatchObject({ ok: true, status: "accepted" });
    expect(await agent.say(id, given)).toMatchObject({ ok: true });
    const note = { type: "note", conversation: id, id: newId("msg"), text: given } as const;
    expect(await agent.send(note)).toMatchObject({ ok: true });
    const texts = agent
      .frames(id)
      .flatMap((frame) =>
        frame.type === "message" || frame.type === "note" ? [frame.message.text] : [],
      );
    expect(texts).toEqual([kept, kept, kept]);
    const capture = newId("cap");
    const wish = { type: "capture.request", conversation: id, capture, template: "card" } as const;
    expect(await agent.send({ ...wish, purpose: given })).toMatchObject({ ok: true });
    await agent.frame(id, (frame) => frame.type === "capture" && frame.capture.purpose === kept);
    customer.close();
    agent.close();
  });

  test("by REST neither a name nor a purpose is a fault of the server", async () => {
    const post = (path: string, body: unknown) =>
      fetch(url + path, {
        method: "POST",
        headers: {
          authorization: `Bearer ${system.apiKey}`,
          "content-type": "application/json",
          "idempotency-key": newId("cap"),
        },
        body: JSON.stringify(body),
      });
    const started = await post("/v1/conversations", { customer: { name: given } });
    expect(started.status).toBe(201);
    const { id } = z.object({ id: z.string() }).parse(await started.json());
    const asked = await post(`/v1/conversations/${id}/captures`, {
      template: "card",
      purpose: given,
    });
    expect(await asked.json()).toMatchObject({ purpose: kept, status: "offered" });
  });
});

test.each(["\0", "\ud83d"])(
  "a card number with what cannot be kept between its groups is cut all the same",
  async (between) => {
    const customer = await Customer.in(url);
    const parted = ["4539", "5787", "6362", "1486"].join(between);
    expect(await customer.say(parted)).toMatchObject({ ok: true, status: "cut" });
    customer.close();
  },
);

test("an address that nobody can have is no fault of the server", async () => {
  const signed = await fetch(`${url}/v1/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ tenant: "demo", email: "a\0@demo.example", password: "x" }),
  });
  expect(signed.status).toBe(400);
});
