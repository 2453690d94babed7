import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Agent, Customer, newId } from "./clients.ts";
import { observe, type Observed } from "./observe.ts";
import { startSystem, type Node, type System } from "./system.ts";

let system: System;
let other: Node;
let meet: Observed["meet"];
let rows: Observed["rows"];
let incidents: Observed["incidents"];
beforeAll(async () => {
  system = await startSystem({ straySeconds: 3_600 });
  other = await system.start();
  ({ meet, rows, incidents } = observe(system, other));
});
afterAll(() => system.stop());

const CARD = "4111 1111 1111 1111";

describe("what does not belong into the chat", () => {
  test("[14] is cut before the journal, waits sealed, and its customer lets it through", async () => {
    const { customer, agent, id } = await meet();
    const message = newId("msg");
    const reply = await customer.say(`here ${CARD}`, message);
    expect(reply).toMatchObject({ ok: true, status: "cut" });
    await agent.frame(id, (frame) => frame.type === "stray" && frame.state === "waiting");
    expect(JSON.stringify([await rows(id), agent.frames(id), customer.frames])).not.toContain(
      "1111",
    );
    const [stray] = await system.node.database.withTenant(
      "demo",
      (sql) => sql`select sealed, until from stray where message = ${message}`,
    );
    expect(stray).toEqual({
      sealed: expect.stringMatching(/^[\w-]{200,}$/),
      until: expect.any(Number),
    });

    system.collector.releases({ [message]: `here ${CARD}` });
    expect(await customer.send({ type: "stray.release", message })).toMatchObject({ ok: true });
    await agent.frame(id, (frame) => frame.type === "stray" && frame.state === "released");
    const back = agent.frames(id).find((frame) => frame.type === "amended");
    expect(back).toEqual({
      type: "amended",
      why: "released",
      messages: [{ id: message, text: `here ${CARD}`, cuts: [] }],
    });
    expect(system.collector.released.at(-1)).toMatchObject({
      conversation: id,
      stray: { message },
    });
    expect(await customer.send({ type: "stray.release", message })).toMatchObject({ ok: false });
    expect(await incidents(id)).toMatchObject([
      {
        kind: "cut",
        speaker: "customer",
        types: ["CARD_NUMBER"],
        lengths: [19],
        agent: "agt_anna",
      },
      { kind: "released", speaker: "customer" },
    ]);
  });

  test("[14] a card that was asked for may not pass, whatever its customer says", async () => {
    const { customer, agent, id } = await meet();
    await agent.say(id, "Which card did you use? I see two card numbers here");
    const message = newId("msg");
    const given = { type: "message", id: message, text: `my card number is ${CARD}` } as const;
    expect(await customer.send({ ...given, cleared: true })).toMatchObject({ status: "cut" });
    expect(await customer.send({ type: "stray.release", message })).toMatchObject({
      ok: false,
      code: "policy_denied",
    });
    expect(await customer.send({ type: "stray.discard", message })).toMatchObject({ ok: true });
    await agent.frame(id, (frame) => frame.type === "stray" && frame.state === "discarded");
    await customer.frame((frame) => frame.type === "stray" && frame.state === "discarded");
    // Both sides are told first.
    await expect
      .poll(() =>
        system.node.database.withTenant(
          "demo",
          (sql) => sql`select 1 from stray where message = ${message}`,
        ),
      )
      .toHaveLength(0);
  });

  test("what its customer said beforehand is something else goes as it is, and is noted", async () => {
    const { customer, agent, id } = await meet();
    const text = `order ${CARD}`;
    expect(
      await customer.send({ type: "message", id: newId("msg"), text, cleared: true }),
    ).toMatchObject({ status: "accepted" });
    await agent.frame(id, (frame) => frame.type === "message" && frame.message.text === text);
    expect(await incidents(id)).toMatchObject([{ kind: "passed", types: ["CARD_NUMBER"] }]);
  });

  test("goes with the form that its customer asks for: the collector gets it, the gateway's copy goes", async () => {
    const { customer, agent, id } = await meet();
    const message = newId("msg");
    await customer.say(`here ${CARD}`, message);
    await customer.send({ type: "capture.request", template: "card", stray: message });
    const command = await system.collector.heard(
      (one) => one.command === "register" && one.conversation === id,
    );
    expect(command).toMatchObject({ stray: { message, bound: "CARD_NUMBER:19" } });
    await agent.frame(id, (frame) => frame.type === "stray" && frame.state === "taken");
    await expect
      .poll(async () => {
        const left = await system.node.database.withTenant(
          "demo",
          (sql) => sql`select 1 from stray where message = ${message}`,
        );
        return left.length;
      })
      .toBe(0);
  });

  test("[17] an agent's message and note, a name and a page pass the same screen", async () => {
    const { customer, agent, id } = await meet(system.node);
    await agent.say(id, `the number was ${CARD}`);
    await agent.send({ type: "note", conversation: id, id: newId("msg"), text: `card ${CARD}` });
    await customer.send({ type: "name", name: `Jo ${CARD}` });
    const page = { title: `Pay ${CARD}`, url: "https://shop.example/?pan=4111111111111111" };
    await customer.send({ type: "page", page });
    await agent.frame(id, (frame) => frame.type === "customer-page");
    expect(JSON.stringify([await rows(id), agent.frames(id)])).not.toMatch(/1111 ?1111/);
  });

  test("[13] an agent who asks for a card in the chat is stopped, and a supervisor can find it", async () => {
    const { agent, id } = await meet(system.node);
    expect(await agent.say(id, "Please send me your card number")).toMatchObject({
      status: "nudge",
      template: "card",
    });
    expect(await incidents(id)).toMatchObject([
      { kind: "asked", speaker: "agent", agent: "agt_anna" },
    ]);
  });
});

test("[14] undecided, it is thrown away after its time, and both sides are told", async () => {
  const node = await system.start({ straySeconds: 1 });
  const customer = await Customer.in(node.url);
  const agent = await Agent.in(other.url);
  await agent.take(customer.conversation);
  await customer.say(`here ${CARD}`);
  await customer.frame((frame) => frame.type === "stray" && frame.state === "discarded");
  await agent.frame(
    customer.conversation,
    (frame) => frame.type === "stray" && frame.state === "discarded",
  );
  expect(await incidents(customer.conversation)).toMatchObject([
    { kind: "cut" },
    { kind: "discarded", speaker: "clock" },
  ]);
});
