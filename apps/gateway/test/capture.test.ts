import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { callback, capturing, metadata, over, TOKEN } from "./capturing.ts";
import { Agent, Customer, newId } from "./clients.ts";
import { startSystem, type System } from "./system.ts";

let system: System;
let url = "";
let here = { agent: "", customer: "" };
beforeAll(async () => {
  system = await startSystem();
  url = system.node.url;
  here = { agent: url, customer: url };
});
afterAll(() => system.stop());

describe("[CAP1] a capture ends once, and the agent learns how", () => {
  test("completed: the collector's words in order, then token and metadata", async () => {
    const { agent, customer, id, capture, ready, done } = await capturing(here);
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
    const { agent, customer, id, capture, ready, done } = await capturing(here);
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
    const { agent, id, capture, ready, done } = await capturing(here);
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
    const { agent, customer, id, done } = await capturing(here);
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
    const refused = await capturing(here);
    expect(await over(refused.agent, refused.id)).toBe("failed");
    system.collector.answer(200);
    refused.done();
    const forgotten = await capturing(here);
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

  test("[CAP1] one message carries what several captures have come to, each in its order", async () => {
    const [one, two] = [await capturing(here), await capturing(here)];
    await Promise.all([one.ready, two.ready]);
    const said = [one, two].flatMap(({ id, capture }) => [
      callback(id, capture, { type: "capture.opened" }),
      callback(id, capture, { type: "capture.ended", outcome: "declined" }),
    ]);
    const callbacks = said.map((each, at) => ({ id: `cb_${one.capture}_${at}`, callback: each }));
    const order = [0, 2, 1, 3].flatMap((at) => callbacks[at] ?? []);
    const answer = await system.collector.post(`${url}/v1/callbacks`, { callbacks: order });
    expect(answer.status).toBe(204);
    for (const { agent, id, done } of [one, two]) {
      expect(await over(agent, id)).toBe("declined");
      expect(agent.words(id)).toEqual(["offered", "opened", "declined"]);
      done();
    }
  });

  test("a callback heard twice, late, or of nobody changes nothing and is taken; a forged one is not", async () => {
    const { agent, customer, id, capture, ready, done } = await capturing(here);
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

describe("tickets", () => {
  test("only for the running capture, only once the fence is closed, only for the tenant's pages", async () => {
    const { customer, id, capture, ready, done } = await capturing(here);
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

  test("names whose value it is and what the token is good for: the collector is told, agents are not", async () => {
    const customer = await Customer.in(url);
    const server = { authorization: `Bearer ${system.apiKey}` };
    const path = `${url}/v1/conversations/${customer.conversation}`;
    const ask = async (body: object) => {
      const response = await fetch(`${path}/captures`, {
        method: "POST",
        headers: { ...server, "content-type": "application/json", "idempotency-key": "s-1" },
        body: JSON.stringify({ template: "card", ...body }),
      });
      const json: unknown = await response.json();
      return { status: response.status, json, text: JSON.stringify(json) };
    };
    for (const subject of ["ana@shop.example", "5551234567", "cust-4111111111111111", "", "a b"])
      expect(await ask({ subject })).toMatchObject({
        status: 400,
        json: { code: "invalid_request" },
      });
    expect(await ask({ subject: "cust-4111-1111-1111-1111" })).toMatchObject({
      status: 422,
      json: { code: "subject_not_opaque" },
    });
    expect(await ask({ tokenType: "for-ever" })).toMatchObject({ status: 400 });

    const whose = { subject: "cust-1042", tokenType: "one_time" };
    const begun = await ask({ ...whose, purpose: "for 4111 1111 1111 1111" });
    expect(begun).toMatchObject({ status: 201, json: { purpose: "for [card number removed]" } });
    expect(begun.text).not.toMatch(/cust-1042|one_time/);
    const { id: capture } = z.looseObject({ id: z.string() }).parse(begun.json);
    expect(
      await system.collector.heard((one) => one.command === "register" && one.capture === capture),
    ).toMatchObject(whose);
    expect(await ask({ ...whose, purpose: "for 4111 1111 1111 1111" })).toMatchObject({
      status: 200,
    });
    expect(await ask({ subject: "cust-7", tokenType: "one_time" })).toMatchObject({
      status: 409,
      json: { code: "idempotency_key_reused" },
    });
    const replay = await (await fetch(`${path}/replay`, { headers: server })).text();
    expect(replay).toContain(capture);
    expect(replay).not.toContain("cust-1042");
    customer.close();
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
