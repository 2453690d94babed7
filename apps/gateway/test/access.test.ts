import { createHash } from "node:crypto";
import { exportView, replayView, signedManifest } from "@aside/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { wishWords } from "../src/acts/export-words.ts";
import { createRecordAccess } from "../src/acts/record-access.ts";
import { Agent, Customer, newId, signIn } from "./clients.ts";
import { startSystem, type System } from "./system.ts";

let system: System;
let url = "";
const cookies: Record<"anna" | "ben" | "carla", string> = { anna: "", ben: "", carla: "" };
beforeAll(async () => {
  system = await startSystem();
  ({ url } = system.node);
  for (const name of ["anna", "ben", "carla"] as const) cookies[name] = await signIn(url, name);
});
afterAll(() => system.stop());

type Name = keyof typeof cookies | "server";

function get(name: Name, path: string, more: RequestInit = {}): Promise<Response> {
  const who: Record<string, string> =
    name === "server" ? { authorization: `Bearer ${system.apiKey}` } : { cookie: cookies[name] };
  return fetch(url + path, { ...more, headers: { ...who, "content-type": "application/json" } });
}

async function desk(name: keyof typeof cookies): Promise<Agent> {
  const agent = new Agent(url, cookies[name]);
  agent.welcome = await agent.inbox.until((all) => all.find((one) => one.type === "welcome"));
  return agent;
}

async function talk() {
  const customer = await Customer.in(url);
  await customer.say("What we talk about stays here.");
  const anna = await desk("anna");
  await anna.take(customer.conversation);
  return { customer, anna, id: customer.conversation };
}

/** What the collector was told of a subject, in order. */
async function acts(subject: string, count: number) {
  const told = () => system.collector.acts.filter((one) => one.subject.includes(subject));
  await expect.poll(() => told().length, { timeout: 30_000 }).toBe(count);
  return told().map(({ action, by, detail }) => [action, by, detail]);
}

describe("whose a conversation is", () => {
  test("[7.2.2] an agent hears, replays and notes nothing of a colleague's; a supervisor does", async () => {
    const { customer, anna, id } = await talk();
    const [ben, carla] = await Promise.all([desk("ben"), desk("carla")]);
    const hidden = `/v1/conversations/${id}`;
    for (const path of ["", "/replay", "/findings", "/transcript"]) {
      expect((await get("ben", hidden + path)).status).toBe(403);
      for (const name of ["anna", "carla", "server"] as const)
        expect((await get(name, hidden + path)).status).toBe(200);
    }
    expect(await ben.join(id)).toMatchObject({ ok: false, code: "not_allowed" });
    const note = { type: "note", conversation: id, id: newId("msg"), text: "hm" } as const;
    expect(await ben.send(note)).toMatchObject({ ok: false, code: "not_allowed" });
    expect(ben.welcome?.queue.map(({ conversation }) => conversation)).not.toContain(id);
    expect(carla.welcome?.queue.map(({ conversation }) => conversation)).toContain(id);
    await customer.say("And nobody else hears it.");
    await anna.send({ type: "close", conversation: id });
    expect(await ben.join(id)).toMatchObject({ ok: false, code: "not_allowed" });
    expect(JSON.stringify(ben.inbox.all)).not.toMatch(/stays here|nobody else/);
    for (const one of [customer, anna, ben, carla]) one.close();
  });

  test("[7.2.2] who waits is seen by whoever may take it, until one has; handed on, it is the other's", async () => {
    const customer = await Customer.in(url);
    const id = customer.conversation;
    await customer.say("first words");
    const [anna, ben] = await Promise.all([desk("anna"), desk("ben")]);
    expect(await ben.join(id)).toMatchObject({ ok: true, observer: null });
    await anna.take(id);
    await ben.inbox.until((all) => all.find((one) => one.type === "taken"));
    const before = ben.inbox.all.length;
    await customer.say("for Anna alone");
    await anna.frame(
      id,
      (frame) => frame.type === "message" && frame.message.text.includes("alone"),
    );
    expect(JSON.stringify(ben.inbox.all.slice(before))).not.toContain(id);
    await anna.send({ type: "transfer", conversation: id, to: "agt_ben" });
    await anna.inbox.until((all) => all.find((one) => one.type === "taken"));
    await ben.join(id);
    await customer.say("for Ben alone");
    await ben.frame(id, (frame) => frame.type === "message" && frame.message.text.includes("Ben"));
    expect(JSON.stringify(anna.inbox.all)).not.toContain("for Ben");
    expect((await get("anna", `/v1/conversations/${id}/replay`)).status).toBe(403);
    for (const one of [customer, anna, ben]) one.close();
  });
});

describe("closing a colleague's conversation", () => {
  test("is a supervisor's: its agent sees who did, and so does whoever replays it", async () => {
    const { customer, anna, id } = await talk();
    const [ben, carla] = await Promise.all([desk("ben"), desk("carla")]);
    expect(await ben.send({ type: "close", conversation: id })).toMatchObject({
      ok: false,
      code: "not_allowed",
    });
    await carla.join(id);
    expect(await carla.send({ type: "close", conversation: id })).toMatchObject({ ok: true });
    const closed = await anna.frame(id, (one) => one.type === "phase" && one.phase === "closed");
    expect(closed).toMatchObject({ agent: { id: "agt_anna" }, by: { id: "agt_carla" } });
    await customer.frame((frame) => frame.type === "closed");
    const replay = await (await get("anna", `/v1/conversations/${id}/replay`)).text();
    expect(replay).toContain(JSON.stringify(closed));
    for (const one of [customer, anna, ben, carla]) one.close();
  });

  test("one's own is closed without a name", async () => {
    const { customer, anna, id } = await talk();
    await anna.send({ type: "close", conversation: id });
    const closed = await anna.frame(id, (one) => one.type === "phase" && one.phase === "closed");
    expect(closed).not.toHaveProperty("by");
    for (const one of [customer, anna]) one.close();
  });
});

describe("[AUD1] what is read is on record", () => {
  test("who replayed whose conversation, once in a quarter of an hour; a talk of one's own is no act", async () => {
    const { customer, anna, id } = await talk();
    await anna.join(id);
    const path = `/v1/conversations/${id}`;
    for (const name of ["server", "anna", "carla", "carla"] as const) {
      replayView.parse(await (await get(name, `${path}/replay`)).json());
      await get(name, `${path}/findings`);
    }
    await get("ben", `${path}/replay`);
    const carla = await desk("carla");
    await carla.join(id);
    await anna.send({ type: "close", conversation: id });
    await carla.join(id);
    await anna.join(id);
    expect(await acts(id, 4)).toEqual([
      ["transcript.read", "api-key:demonstration", undefined],
      ["transcript.read", "agent:agt_anna", "own"],
      ["transcript.read", "agent:agt_carla", undefined],
      ["transcript.watched", "agent:agt_carla", undefined],
    ]);
    for (const one of [customer, anna, carla]) one.close();
  });

  test("a supervisor who was there before somebody took it is one who watches", async () => {
    const customer = await Customer.in(url);
    const id = customer.conversation;
    await customer.say("hello");
    const carla = await desk("carla");
    await carla.join(id);
    const anna = await desk("anna");
    await anna.take(id);
    expect(await acts(id, 1)).toEqual([["transcript.watched", "agent:agt_carla", undefined]]);
    for (const one of [customer, anna, carla]) one.close();
  });

  test("who exported what, how much it was, and the digest that the file's manifest has too", async () => {
    const { customer, anna, id } = await talk();
    const body = JSON.stringify({ format: "csv", conversation: id, k: 1, since: "2026-01-01" });
    const begun = await get("anna", "/v1/exports", { method: "POST", body });
    const view = exportView.parse(await begun.json());
    const file = await (await get("carla", `/v1/exports/${view.id}/file`)).text();
    const kept = await get("carla", `/v1/exports/${view.id}/manifest`);
    const { manifest } = signedManifest.parse(await kept.json());
    expect(manifest.digest).toBe(`sha256:${createHash("sha256").update(file).digest("hex")}`);
    const until = view.wish.until?.replaceAll(/[-:]|\.\d+/g, "");
    const asked = `csv/defaults/since:20260101T000000Z/until:${until}/k:1`;
    expect(await acts(view.id, 3)).toEqual([
      ["export.begun", "agent:agt_anna", asked],
      ["export.opened", "agent:agt_carla", asked],
      [
        "export.completed",
        "agent:agt_carla",
        `conversations:1/messages:1/bytes:${file.length}/${manifest.digest}`,
      ],
    ]);
    const none = "exp_00000000000000000000000000";
    const toBen = async (named: string) => await (await get("ben", `/v1/exports/${named}`)).json();
    expect(await toBen(view.id)).toMatchObject({ status: 404 });
    expect(await toBen(view.id)).toEqual(await toBen(none));
    const [{ subject } = { subject: "" }] = system.collector.acts.filter(
      ({ action }) => action === "export.opened",
    );
    expect(subject).toBe(`${view.id}/${id}`);
    for (const one of [customer, anna]) one.close();
  });

  test("a file at once and a preview as well, and of what was asked nothing that is not of a list", async () => {
    const typed = "class=4111111111111111&agent=agt_anna";
    await (await get("server", `/v1/export?format=openai&mode=surrogates&${typed}`)).text();
    await (await get("server", `/v1/export/preview?${typed}&outcome=none&language=de`)).text();
    const told = () => system.collector.acts.filter(({ by }) => by === "api-key:demonstration");
    const of = (action: string) => told().findLast((one) => one.action === action);
    await expect
      .poll(() => of("export.previewed"), { timeout: 30_000 })
      .toMatchObject({
        subject: "demo",
        detail: "jsonl/defaults/agent:agt_anna/outcome:none/language:de/class:unknown/k:5",
      });
    expect(of("export.begun")).toMatchObject({
      subject: expect.stringMatching(/^exp_[0-9a-z]{26}$/),
      detail: "openai/surrogates/agent:agt_anna/class:unknown/k:5",
    });
    expect(of("export.completed")?.detail).toMatch(/^conversations:0\/.*sha256:[0-9a-f]{64}$/);
    expect(JSON.stringify(system.collector.acts)).not.toContain("41111111");
  });

  test("what is asked for fits, however much it is", () => {
    const day = "2026-11-28T23:59:59.999+14:00";
    const words = wishWords({
      format: "sharegpt",
      mode: "surrogates",
      since: day,
      until: day,
      conversation: `cnv_${"0".repeat(26)}`,
      agent: `agt_${"a".repeat(40)}`,
      outcome: "completed",
      language: "de",
      class: "SECURITY_ANSWER",
      k: 1_000,
    });
    expect(words).toMatch(/^[A-Za-z0-9@._:/+-]{1,240}$/);
    expect(words).toContain("since:20261128T095959Z");
  });

  test("[38] of files at once and previews eight are worked on at a time for a tenant, and all places come back", async () => {
    const statuses = async (count: number) => {
      const replies = await Promise.all(
        Array.from({ length: count }, () => get("server", "/v1/export/preview")),
      );
      await Promise.all(replies.map((reply) => reply.arrayBuffer()));
      return replies.map(({ status }) => status);
    };
    const many = await statuses(60);
    expect([...new Set(many)].toSorted()).toEqual([200, 429]);
    const { customer, anna, id } = await talk();
    const one = Array.from({ length: 20 }, () =>
      get("server", `/v1/export/preview?conversation=${id}`),
    );
    expect(new Set((await Promise.all(one)).map(({ status }) => status))).toEqual(new Set([200]));
    for (const line of [customer, anna]) line.close();
    await expect.poll(() => statuses(8)).toEqual(Array<number>(8).fill(200));
  });

  test("and what cannot be on record is not read: too much at once, or the log is behind", async () => {
    const record = createRecordAccess(system.node.database, () => 0);
    const reader = { tenant: "demo", by: "agent:agt_carla" };
    const read = { action: "transcript.read", subject: "demo" } as const;
    for (let count = 0; count < 200; count += 1) await record(reader, read);
    await expect(record(reader, read)).rejects.toMatchObject({ status: 429 });
    // Who has a file has it.
    await record(reader, { action: "export.completed", subject: "demo" });

    const { customer, anna, id } = await talk();
    system.collector.answer(503);
    expect((await get("server", `/v1/conversations/${id}/replay`)).status).toBe(200);
    const later = createRecordAccess(system.node.database, () => Date.now() + 11 * 60_000);
    await expect(later(reader, read)).rejects.toMatchObject({ status: 503, code: "audit_behind" });
    await later(reader, { action: "export.completed", subject: "demo" });
    for (const one of [customer, anna]) one.close();
  });

  test.each([
    [
      "an operator's act",
      "demo",
      "select audit_act_access(0, 'key.made', 'x', 'agent:agt_a', null)",
    ],
    ["nobody's", "demo", "select audit_act_access(0, 'transcript.read', 'x', null, null)"],
    [
      "a text",
      "demo",
      "select audit_act_access(0, 'transcript.read', 'x', 'agent:agt_a', 'a word')",
    ],
    [
      "no tenant's",
      null,
      "select audit_act_access(0, 'transcript.read', 'x', 'agent:agt_a', null)",
    ],
  ])("[34] the application's role records no access that is %s", async (_, tenant, statement) => {
    const { database } = system.node;
    await expect(
      tenant === null
        ? database.withoutTenant((sql) => sql.unsafe(statement))
        : database.withTenant(tenant, (sql) => sql.unsafe(statement)),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^(22023|42704)$/) });
  });
});
