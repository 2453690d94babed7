import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Agent, Customer, newId, signIn } from "./clients.ts";
import { observe, type Observed } from "./observe.ts";
import { startSystem, type Node, type System } from "./system.ts";

let system: System;
let other: Node;
let meet: Observed["meet"];
let rows: Observed["rows"];
let api: Observed["api"];
let incidents: Observed["incidents"];
beforeAll(async () => {
  system = await startSystem({ straySeconds: 3_600 });
  other = await system.start();
  ({ meet, rows, api, incidents } = observe(system, other));
});
afterAll(() => system.stop());

const PARTS = ["4111 😀", "one one one one", "１１１１"];

describe("a number that comes in pieces", () => {
  test("[14] a number in four parts, with emoji, words and full-width digits, is blocked at its last and taken back from everywhere", async () => {
    const { customer, agent, id } = await meet();
    const watching = await Agent.in(system.node.url, "carla");
    await watching.join(id);
    for (const part of PARTS) {
      expect(await customer.say(part)).toMatchObject({ status: "accepted" });
      await agent.say(id, "thanks, go on");
    }
    const parts = PARTS.map((part) =>
      agent.frames(id).some((f) => JSON.stringify(f).includes(part)),
    );
    await agent.frame(id, (frame) => frame.type === "message" && frame.message.text === PARTS[2]);
    expect(parts.slice(0, 2)).toEqual([true, true]);
    expect(await customer.say("1111")).toMatchObject({ status: "cut" });
    for (const one of [agent, watching]) {
      const amended = await one.frame(id, (frame) => frame.type === "amended");
      expect(amended).toMatchObject({
        why: "retracted",
        messages: [
          { text: "[card number removed] 😀" },
          { text: "[card number removed]" },
          { text: "[card number removed]" },
        ],
      });
    }
    await customer.frame((frame) => frame.type === "amended");
    const again = await Agent.in(other.url, "carla");
    await again.join(id);
    const everything = JSON.stringify([
      await rows(id),
      again.joined.get(id),
      await api(`/v1/conversations/${id}/replay`),
      await api(`/v1/conversations/${id}/transcript?format=text`),
    ]);
    for (const part of ["4111 😀", "one one one one", "１１１１", '"1111"']) {
      expect(everything).not.toContain(part);
    }
    expect(await incidents(id)).toMatchObject([
      { kind: "cut", types: Array.from({ length: 4 }, () => "CARD_NUMBER"), purged: 3 },
    ]);
  });

  test("[14] an incident says kind, place, length, what was purged and who was told, to a server and to a supervisor", async () => {
    const { customer, id } = await meet();
    for (const part of [...PARTS, "1111"]) await customer.say(part);
    const page = await api(`/v1/incidents?conversation=${id}`);
    expect(page).toEqual({
      incidents: [
        {
          conversation: id,
          seq: expect.any(Number),
          at: expect.any(Number),
          kind: "cut",
          by: "customer",
          message: expect.stringMatching(/^msg_/),
          found: [4, 15, 4, 4].map((length) => ({ type: "CARD_NUMBER", length })),
          purged: [expect.any(Number), expect.any(Number), expect.any(Number)],
          keptUntil: expect.any(Number),
          told: ["customer", "agt_anna"],
          became: null,
          state: "open",
          reviews: [],
        },
      ],
      cursor: null,
    });
    const statusOf = async (name: string) => {
      const cookie = await signIn(system.node.url, name);
      return (await fetch(`${system.node.url}/v1/incidents`, { headers: { cookie } })).status;
    };
    expect([await statusOf("carla"), await statusOf("anna")]).toEqual([200, 403]);
    const paged = async (query: string) => JSON.stringify(await api(`/v1/incidents?${query}`));
    expect(await paged("limit=1")).toContain('"cursor":"');
    await expect(
      system.node.database.withTenant("demo", (sql) => sql`delete from incident`),
    ).rejects.toThrow("permission denied");
  });

  test("[14] what was begun in the chat is taken back from everywhere when the form opens that the customer goes on in", async () => {
    const { customer, agent, id } = await meet();
    const [first, hello] = [newId("msg"), newId("msg")];
    await customer.say("hello there", hello);
    await customer.say("4539 5787", first);
    await agent.frame(id, (frame) => frame.type === "message" && frame.message.id === first);
    const parts = [first, hello, newId("msg")];
    expect(await customer.send({ type: "capture.request", template: "card", parts })).toMatchObject(
      { ok: true },
    );
    const amended = {
      type: "amended",
      why: "retracted",
      messages: [
        {
          id: first,
          text: "[card number removed]",
          cuts: [{ start: 0, end: 21, type: "CARD_NUMBER" }],
        },
      ],
    };
    expect(await agent.frame(id, (frame) => frame.type === "amended")).toEqual(amended);
    expect(await customer.frame((frame) => frame.type === "amended")).toEqual(amended);
    await agent.frame(id, (frame) => frame.type === "capture");
    const carla = await Agent.in(other.url, "carla");
    await carla.join(id);
    const everything = JSON.stringify([
      await rows(id),
      carla.joined.get(id),
      carla.welcome?.queue,
      await api(`/v1/conversations/${id}/replay`),
      await api(`/v1/conversations/${id}/transcript?format=text`),
    ]);
    // The explain view has the reason.
    expect(JSON.stringify(await api(`/v1/conversations/${id}/findings`))).toContain(
      "a part of a number that a form takes",
    );
    expect(everything).toContain("hello there");
    expect(everything).not.toMatch(/4539|5787/);
    const page = await api(`/v1/incidents?conversation=${id}`);
    expect(page).toMatchObject({
      incidents: [
        {
          kind: "cut",
          by: "customer",
          message: null,
          found: [{ type: "CARD_NUMBER", length: 9 }],
          purged: [expect.any(Number)],
          keptUntil: null,
          told: ["customer", "agt_anna"],
          became: null,
        },
      ],
    });
  });

  test("[14] an agent's form, and a server's, takes back as much of a card number as nobody may see beside its last four", async () => {
    const { customer, agent, id } = await meet();
    for (const part of ["4539", "5787"]) await customer.say(part);
    const capture = newId("cap");
    const request = { type: "capture.request", conversation: id, template: "card" } as const;
    expect(await agent.send({ ...request, capture })).toMatchObject({ ok: true });
    await agent.frame(id, (frame) => frame.type === "capture");
    expect(agent.frames(id).some(({ type }) => type === "amended")).toBe(false);

    const { customer: third, agent: anna, id: longer } = await meet();
    for (const part of ["4539", "5787", "6362"]) await third.say(part);
    const response = await fetch(`${system.node.url}/v1/conversations/${longer}/captures`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${system.apiKey}`,
        "content-type": "application/json",
        "idempotency-key": "begun",
      },
      body: JSON.stringify({ template: "card" }),
    });
    expect(response.status).toBe(201);
    const amended = await anna.frame(longer, (frame) => frame.type === "amended");
    expect(amended).toMatchObject({ messages: [{}, {}, { text: "[card number removed]" }] });
    expect(JSON.stringify(await rows(longer))).not.toMatch(/4539|5787|6362/);
  });

  test("[14] a form that is refused, or that takes no such number, takes nothing back", async () => {
    const { customer, agent, id } = await meet();
    const message = newId("msg");
    await customer.say("4539 5787 6362", message);
    const carla = await Agent.in(other.url, "carla");
    const ask = { type: "capture.request", conversation: id, capture: newId("cap") } as const;
    expect(await carla.send({ ...ask, template: "card" })).toMatchObject({ ok: false });
    const own = { type: "capture.request" as const, parts: [message] };
    expect(await customer.send({ ...own, template: "unheard-of" })).toMatchObject({ ok: false });
    expect(await customer.send({ ...own, template: "address" })).toMatchObject({ ok: true });
    await agent.frame(id, (frame) => frame.type === "capture");
    // A capture runs.
    expect(await customer.send({ ...own, template: "card" })).toMatchObject({ ok: false });
    expect(JSON.stringify(await rows(id))).toContain("4539 5787 6362");
    expect(await incidents(id)).toEqual([]);
  });

  test("[14] the parts are found by a node that had none of them in hand", async () => {
    const customer = await Customer.in(system.node.url);
    for (const part of PARTS) await customer.say(part);
    const { session } = customer;
    customer.close();
    const elsewhere = await Customer.in((await system.start()).url, { session });
    expect(await elsewhere.say("1111")).toMatchObject({ status: "cut" });
    await elsewhere.frame((frame) => frame.type === "amended");
    expect(JSON.stringify(await rows(customer.conversation))).not.toContain("one one one");
  });
});
