import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Agent, Customer, newId } from "./clients.ts";
import { startSystem, type System } from "./system.ts";

let system: System;
let url = "";
beforeAll(async () => {
  system = await startSystem();
  url = system.node.url;
});
afterAll(() => system.stop());

async function talking() {
  const agent = await Agent.in(url);
  const customer = await Customer.in(url, { name: "Jo" });
  const id = customer.conversation;
  await agent.take(id);
  return { agent, customer, id, done: () => (agent.close(), customer.close()) };
}

describe("chat", () => {
  test("both sides hear each other, in the order of the journal, with a receipt", async () => {
    const { agent, customer, id, done } = await talking();
    expect(await customer.say("My tent leaks.")).toMatchObject({ ok: true, status: "accepted" });
    expect(await agent.say(id, "I am sorry. Where?")).toMatchObject({ ok: true });
    await customer.frame((frame) => frame.type === "message" && frame.from === "agent");
    await agent.frame(id, (frame) => frame.type === "message" && frame.from === "customer");
    expect(customer.texts).toEqual(["My tent leaks.", "I am sorry. Where?"]);
    expect(agent.frames(id).map((frame) => frame.type)).toEqual([
      "started",
      "phase",
      "customer-online",
      "phase",
      "message",
      "message",
    ]);
    done();
  });

  test("a tab hears of what it said by its answer, the customer's other tabs by a frame", async () => {
    const { agent, customer, id, done } = await talking();
    const tab = await Customer.in(url, { session: customer.session });
    await customer.say("From one tab.");
    await tab.frame((one) => one.type === "message" && one.message.text === "From one tab.");
    await agent.say(id, "To both.");
    await customer.frame((one) => one.type === "message" && one.from === "agent");
    const messages = customer.frames.filter((one) => one.type === "message");
    expect(messages.map((one) => one.from)).toEqual(["agent"]);
    expect(customer.texts).toEqual(["From one tab.", "To both."]);
    tab.close();
    done();
  });

  test("[18] typing, read marks, names and pages cross; typing at most once in 3 s", async () => {
    const { agent, customer, id, done } = await talking();
    await customer.send({ type: "typing" });
    await customer.send({ type: "typing" });
    await customer.send({ type: "name", name: "Joanna" });
    await customer.send({
      type: "page",
      page: { title: "Tents", url: "https://shop.example/tents" },
    });
    await agent.send({ type: "typing", conversation: id });
    await agent.say(id, "Hello");
    await customer.frame((frame) => frame.type === "message");
    await customer.send({ type: "read", upTo: customer.seq });
    await customer.send({ type: "read", upTo: customer.seq });
    const read = await agent.frame(id, (frame) => frame.type === "customer-read");
    const said = agent.inbox.all.flatMap((one) =>
      one.type === "entry" && one.entry.frame.type === "message" ? [one.entry.seq] : [],
    );
    expect(read).toEqual({ type: "customer-read", upTo: said[0] });
    expect(agent.frames(id).map((frame) => frame.type)).toEqual([
      "started",
      "phase",
      "customer-online",
      "phase",
      "customer-typing",
      "customer-named",
      "customer-page",
      "message",
      "customer-read",
    ]);
    expect(customer.frames.map((frame) => frame.type)).toEqual([
      "agent-joined",
      "agent-typing",
      "message",
    ]);
    done();
  });

  test("a message sent again is the same message, and a tab that resumes gets what it missed and nothing twice", async () => {
    const { agent, customer, id, done } = await talking();
    const message = newId("msg");
    const [first, again] = [
      await customer.say("Once.", message),
      await customer.say("Once.", message),
    ];
    expect(again).toEqual(first);
    customer.close();
    await agent.say(id, "While you were away.");
    const back = await Customer.in(url, { session: customer.session, after: customer.seq });
    const fromStart = await Customer.in(url, { session: customer.session });
    expect(back.conversation).toBe(id);
    expect(back.texts).toEqual(["While you were away."]);
    expect(fromStart.texts).toEqual(["Once.", "While you were away."]);
    await agent.say(id, "To both tabs.");
    await Promise.all(
      [back, fromStart].map((tab) =>
        tab.frame((one) => one.type === "message" && one.message.text === "To both tabs."),
      ),
    );
    back.close();
    fromStart.close();
    done();
  });

  test("an agent who reloads sees the same frames as live, and resumes after a number", async () => {
    const { agent, customer, id, done } = await talking();
    await customer.say("One");
    await agent.say(id, "Two");
    await agent.frame(id, (frame) => frame.type === "message" && frame.message.text === "Two");
    const other = await Agent.in(url);
    await other.join(id);
    expect(other.frames(id)).toEqual(agent.frames(id));
    expect(await other.join(id, 4)).toMatchObject({
      seq: 5,
      entries: [{ seq: 5, frame: { type: "message", message: { text: "Two" } } }],
    });
    other.close();
    done();
  });

  test("[14] a stray card number is cut before the journal, unless the customer said that it is none", async () => {
    const { agent, customer, id, done } = await talking();
    const text = "Card ４１１１ 1111-1111 1111, thanks";
    expect(await customer.say(text)).toMatchObject({
      status: "cut",
      cuts: [{ start: 5, end: 26, type: "CARD_NUMBER" }],
    });
    const cleared = "Order 4111111111111111";
    await customer.send({ type: "message", id: newId("msg"), text: cleared, cleared: true });
    await agent.frame(id, (one) => one.type === "message" && one.message.text === cleared);
    await agent.say(id, "You mean 4111 1111 1111 1111?");
    await customer.frame((frame) => frame.type === "message" && frame.from === "agent");
    expect(customer.texts).toEqual([
      "Card [card number removed], thanks",
      "You mean [card number removed]?",
    ]);
    done();
  });

  test("[13] an agent who asks for a card in the chat is nudged, and nothing is sent", async () => {
    const { agent, customer, id, done } = await talking();
    for (const text of [
      "Please send me your card number",
      "Können Sie mir Ihre Kreditkarte nennen?",
    ])
      expect(await agent.say(id, text)).toEqual({ ok: true, status: "nudge", template: "card" });
    await agent.say(id, "You will find the card number in the secure form.");
    await customer.frame((frame) => frame.type === "message");
    expect(customer.texts).toEqual(["You will find the card number in the secure form."]);
    done();
  });
});

describe("the queue", () => {
  test("a new conversation comes to everybody, taken ones change hands, closed ones are over", async () => {
    const [anna, ben] = await Promise.all([Agent.in(url, "anna"), Agent.in(url, "ben")]);
    const customer = await Customer.in(url, { name: "Lee" });
    const id = customer.conversation;
    const entry = (agent: Agent, matches: (phase: string, owner: string | undefined) => boolean) =>
      agent.inbox.until((all) =>
        all.find(
          (one) =>
            one.type === "queue" &&
            one.entry.conversation === id &&
            matches(one.entry.phase, one.entry.agent?.id),
        ),
      );
    // Who has only opened the chat waits for nobody.
    const late = await Agent.in(url, "carla");
    const shown = [...anna.inbox.all, ...ben.inbox.all, ...late.inbox.all];
    expect(JSON.stringify(shown)).not.toContain(id);
    await customer.say("Is anybody there?");
    await entry(ben, (phase) => phase === "waiting");
    await anna.take(id);
    const taken = (agent: Agent) =>
      agent.inbox.until((all) => all.flatMap((one) => (one.type === "taken" ? [one] : [])).at(-1));
    expect(await taken(ben)).toMatchObject({ conversation: id, agent: { id: "agt_anna" } });
    await entry(late, (phase, owner) => phase === "open" && owner === "agt_anna");
    expect(await ben.say(id, "Mine?")).toMatchObject({ ok: false, code: "not_allowed" });
    expect(await anna.send({ type: "transfer", conversation: id, to: "agt_nobody" })).toMatchObject(
      { code: "not_found" },
    );
    await anna.send({ type: "transfer", conversation: id, to: "agt_ben" });
    expect(await taken(anna)).toMatchObject({ conversation: id, agent: { id: "agt_ben" } });
    await ben.say(id, "Now mine.");
    await ben.send({ type: "wrap-up", conversation: id });
    await ben.send({ type: "close", conversation: id });
    await customer.frame((frame) => frame.type === "closed");
    expect(await customer.say("Too late")).toMatchObject({
      ok: false,
      code: "conversation_closed",
    });
    const again = await Customer.in(url, { session: customer.session, fresh: true });
    expect(again.conversation).not.toBe(id);
    expect(again.session).toBe(customer.session);
    for (const one of [anna, ben, late, customer, again]) one.close();
  });

  test("agents see who of them is there", async () => {
    const anna = await Agent.in(url, "anna");
    const carla = await Agent.in(url, "carla");
    const told = (online: boolean) =>
      anna.inbox.until((all) =>
        all.find(
          (one) =>
            one.type === "agent-online" && one.agent === "agt_carla" && one.online === online,
        ),
      );
    await told(true);
    expect(carla.welcome?.agents.find(({ id }) => id === "agt_anna")).toMatchObject({
      online: true,
    });
    carla.close();
    await told(false);
    anna.close();
  });
});

describe("bad input on sockets", () => {
  test("what is not of the protocol is refused by name, and the socket stays", async () => {
    const customer = await Customer.in(url);
    const refused = async (raw: unknown, event?: string) =>
      (await customer.raw(raw, event)) as { code?: string };
    expect(await refused({ type: "message" })).toMatchObject({ ok: false, code: "malformed" });
    expect(await refused("hello")).toMatchObject({ code: "malformed" });
    expect(await refused({ type: "typing", extra: 1 })).toMatchObject({ code: "malformed" });
    expect(await refused({}, "from-console")).toMatchObject({ code: "malformed" });
    expect(
      await refused({ type: "message", id: newId("msg"), text: "x".repeat(4_001) }),
    ).toMatchObject({ code: "too_large" });
    expect(await customer.say("still here")).toMatchObject({ ok: true });
    customer.socket.emit("from-widget", { type: "typing" });
    expect(await customer.send({ type: "capture.decline", capture: newId("cap") })).toMatchObject({
      code: "no_capture",
    });
    customer.close();
  });

  test("more than the buckets hold is refused, not queued", async () => {
    const customer = await Customer.in(url);
    const replies = await Promise.all(
      Array.from({ length: 130 }, () => customer.send({ type: "typing" })),
    );
    const refused = replies.filter((reply) => !reply.ok);
    expect(refused.length).toBeGreaterThan(20);
    expect(refused[0]).toMatchObject({ code: "too_many" });
    customer.close();
  });

  test.each([
    ["another site's page", { tenant: "demo" }, { origin: "https://evil.example" }, "not_allowed"],
    ["a tenant that is none", { tenant: "nobody" }, {}, "not_found"],
    ["no hello", { locale: "x".repeat(50) }, {}, "malformed"],
  ])("%s is turned away", async (_, hello, headers, code) => {
    const customer = new Customer(url, hello, headers);
    const error = await new Promise<Error & { data?: unknown }>((resolve) =>
      customer.socket.on("connect_error", resolve),
    );
    expect(error.data).toMatchObject({ code });
    customer.close();
  });

  test("agents without a session, or from another page, are turned away", async () => {
    const agent = await Agent.in(url);
    for (const [cookie, headers, code] of [
      ["aside_session=as_demo_" + "A".repeat(43), {}, "not_signed_in"],
      ["", {}, "not_signed_in"],
      ["", { origin: "https://shop.example" }, "not_allowed"],
    ] as const) {
      const other = new Agent(url, cookie, headers);
      const error = await new Promise<Error & { data?: unknown }>((resolve) =>
        other.socket.on("connect_error", resolve),
      );
      expect(error.data).toMatchObject({ code });
      other.close();
    }
    agent.close();
  });

  test("[TEN1] another tenant's session is a stranger's", async () => {
    const customer = await Customer.in(url, { session: `cs_other_${"A".repeat(43)}` });
    expect(customer.session).toMatch(/^cs_demo_/);
    customer.close();
  });
});
