import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCustomerSessions } from "../src/tenants/customer-sessions.ts";
import { callback, capturing, over } from "./capturing.ts";
import { Agent, Customer, newId, signIn } from "./clients.ts";
import { startSystem, type System } from "./system.ts";

let system: System;
let here = { agent: "", customer: "" };
let cookie = "";
beforeAll(async () => {
  system = await startSystem();
  here = { agent: system.node.url, customer: system.node.url };
  cookie = await signIn(here.agent, "anna");
});
afterAll(() => system.stop());

/** The steps of a capture, in order: how it gets there from the one before. */
const STEPS = ["requested", "ready", "capture.opened", "capture.in_progress", "capture.submitted"];

const STEPS_TOLD = ["capture.opened", "capture.in_progress", "capture.submitted"] as const;
/** What the agent reads at each. */
const WORD: Readonly<Record<string, string>> = {
  requested: "offered",
  ready: "offered",
  "capture.opened": "opened",
  "capture.in_progress": "in_progress",
  "capture.submitted": "submitted",
};

describe("[BND1] [CAP1] [16] the customer's socket drops", () => {
  test.each(STEPS)(
    "at `%s`: what was queued meanwhile stays out, the tab resumes where it was, the capture ends",
    async (step) => {
      const { agent, customer, id, capture, ready, done } = await capturing(here);
      const tell = (type: "capture.opened" | "capture.in_progress" | "capture.submitted") =>
        system.collector.tell(system.node.url, callback(id, capture, { type }));
      for (const passed of STEPS.slice(1, STEPS.indexOf(step) + 1)) {
        if (passed === "ready") await ready;
        if (passed === "capture.opened") await tell(passed);
        if (passed === "capture.in_progress") await tell(passed);
        if (passed === "capture.submitted") await tell(passed);
      }
      customer.socket.io.engine.close();

      const back = await Customer.in(here.customer, {
        session: customer.session,
        after: customer.seq,
      });
      expect(back.conversation).toBe(id);
      const queued = await back.say(`kept in the queue at ${step}`);
      expect(queued).toMatchObject({ ok: true, status: "held" });
      if (step === "requested") {
        await back.frame((frame) => frame.type === "capture" && frame.ready);
      }
      const parentOrigin = "https://shop.example";
      const ticket = await back.send({
        type: "capture.ticket",
        capture,
        way: "frame",
        parentOrigin,
      });
      // What was submitted needs no form any more.
      expect(ticket).toMatchObject({ ok: step !== "capture.submitted" });

      await system.collector.tell(
        system.node.url,
        callback(id, capture, { type: "capture.ended" }),
      );
      expect(await over(agent, id)).toBe("completed");
      expect(await back.say("and we go on")).toMatchObject({ ok: true, status: "accepted" });
      await agent.frame(id, (f) => f.type === "message" && f.message.text === "and we go on");
      expect(JSON.stringify(agent.inbox.all)).not.toContain("kept in the queue");
      back.close();
      done();
    },
  );
});

test.each(STEPS)(
  "[BND1] [16] the agent's socket drops at `%s`: back again it has the status words, and nothing that the customer wrote meanwhile",
  async (step) => {
    const { agent, customer, id, capture, ready, done } = await capturing(here);
    await ready;
    for (const passed of STEPS.slice(2, STEPS.indexOf(step) + 1)) {
      const type = STEPS_TOLD.find((each) => each === passed);
      if (type) await system.collector.tell(here.agent, callback(id, capture, { type }));
    }
    agent.socket.io.engine.close();
    const word = `written while the agent was away at ${step}`;
    expect(await customer.say(word)).toMatchObject({ ok: true, status: "held" });

    const back = await signedIn();
    await back.join(id);
    expect(back.words(id).at(-1)).toBe(WORD[step]);
    await system.collector.tell(here.agent, callback(id, capture, { type: "capture.ended" }));
    expect(await over(back, id)).toBe("completed");
    await customer.say("and we go on");
    await back.frame(id, (f) => f.type === "message" && f.message.text === "and we go on");
    const later = await signedIn();
    await later.join(id);
    for (const each of [back, later]) {
      expect(JSON.stringify([each.inbox.all, each.frames(id)])).not.toContain(word);
      each.close();
    }
    done();
  },
);

test.each(["cancelled", "completed"] as const)(
  "[BND1] [CAP1] [16] both sockets drop while it is decided: back again all is held until the collector's word, which is `%s`",
  async (outcome) => {
    const { agent, customer, id, capture, ready, done } = await capturing(here);
    await ready;
    await agent.send({ type: "capture.cancel", conversation: id, capture });
    await system.collector.heard((one) => one.command === "void" && one.capture === capture);
    agent.socket.io.engine.close();
    customer.socket.io.engine.close();

    const [back, tab] = [
      await signedIn(),
      await Customer.in(here.customer, { session: customer.session, after: customer.seq }),
    ];
    await back.join(id);
    const word = `written while it was decided, ${outcome}`;
    expect(await tab.say(word)).toMatchObject({ ok: true, status: "held" });
    expect(await back.say(id, "are you there?")).toMatchObject({ ok: false });
    const way = { way: "frame", parentOrigin: "https://shop.example" } as const;
    // A form that is still open may submit; nobody gets another.
    expect(await tab.send({ type: "capture.ticket", capture, ...way })).toMatchObject({
      ok: false,
    });

    await system.collector.tell(
      here.agent,
      callback(id, capture, { type: "capture.ended", outcome }),
    );
    expect(await over(back, id)).toBe(outcome);
    expect(await tab.say("and we go on")).toMatchObject({ ok: true, status: "accepted" });
    await back.frame(id, (f) => f.type === "message" && f.message.text === "and we go on");
    expect(JSON.stringify([back.inbox.all, back.frames(id)])).not.toContain(word);
    back.close();
    tab.close();
    done();
  },
);

describe("[BND1] [16] at the edges of a capture", () => {
  test("a line whose answer was lost before it is sent again during it: it stands once, where it stood; a new one does not", async () => {
    const agent = await signedIn();
    const customer = await Customer.in(here.customer);
    const id = customer.conversation;
    await agent.take(id);
    const [line, late] = [newId("msg"), newId("msg")];
    const first = await customer.say("said before it", line);
    await agent.capture(id);
    customer.socket.io.engine.close();

    const back = await Customer.in(here.customer, { session: customer.session, after: 0 });
    await back.frame((frame) => frame.type === "capture");
    expect(await back.say("said before it", line)).toEqual(first);
    expect(await back.say("said in it", late)).toMatchObject({ ok: true, status: "held" });
    expect(await back.say("said in it", late)).toMatchObject({ ok: true, status: "held" });
    const seen = agent
      .frames(id)
      .flatMap((one) => (one.type === "message" ? [one.message.text] : []));
    expect(seen).toEqual(["said before it"]);
    agent.close();
    back.close();
  });

  test("its end is missed: the tab learns of it as it is back, and what it flushes then passes the screen like any line", async () => {
    const { agent, customer, id, capture, ready, done } = await capturing(here);
    await ready;
    const after = customer.seq;
    customer.socket.io.engine.close();
    await system.collector.tell(here.agent, callback(id, capture, { type: "capture.ended" }));
    expect(await over(agent, id)).toBe("completed");

    const back = await Customer.in(here.customer, { session: customer.session, after });
    expect(
      back.frames.flatMap((one) => (one.type === "capture" ? [one.capture.status] : [])).at(-1),
    ).toBe("completed");
    const queued = await back.say("my card is 4111 1111 1111 1111 thanks");
    expect(queued).toMatchObject({ ok: true, status: "cut" });
    await back.say("the last of them");
    await agent.frame(id, (f) => f.type === "message" && f.message.text === "the last of them");
    expect(JSON.stringify(agent.inbox.all)).not.toMatch(/4111[ -]?1111/);
    back.close();
    done();
  });
});

/** The same agent, connected anew. */
async function signedIn(): Promise<Agent> {
  const agent = new Agent(here.agent, cookie);
  await agent.inbox.until((all) => all.find((one) => one.type === "welcome"));
  return agent;
}

test("a customer who was last here too long ago begins another conversation; one who came back meanwhile goes on", async () => {
  const { database } = system.node;
  const [away, regular] = [await Customer.in(here.customer), await Customer.in(here.customer)];
  for (const one of [away, regular]) one.close();
  const at = (name: "created_at" | "seen_at", { conversation }: Customer) =>
    database.withTenant(
      "demo",
      (sql) =>
        sql`update customer_session set ${sql(name)} = 1 where conversation = ${conversation}`,
    );
  await Promise.all([at("created_at", away), at("seen_at", away), at("created_at", regular)]);
  expect(await createCustomerSessions(database).forget(Date.now() - 60_000, 100)).toBe(1);
  const again = (one: Customer) => Customer.in(here.customer, { session: one.session });
  const [other, same] = [await again(away), await again(regular)];
  expect(other.conversation).not.toBe(away.conversation);
  expect(same.conversation).toBe(regular.conversation);
  for (const one of [other, same]) one.close();
});
