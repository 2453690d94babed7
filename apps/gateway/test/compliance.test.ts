import { exportView, findingsView, incident, incidentPage, problem } from "@aside/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { detectionChanges, detectionView } from "../src/administration/detection-change.ts";
import { createTenants } from "../src/tenants/tenants.ts";
import { Agent, Customer, newId, signIn } from "./clients.ts";
import { startSystem, type System } from "./system.ts";

let system: System;
let carla = "";
let anna = "";
beforeAll(async () => {
  system = await startSystem({ straySeconds: 3_600 });
  carla = await signIn(system.node.url, "carla");
  anna = await signIn(system.node.url, "anna");
});
afterAll(() => system.stop());

const CARD = "4111 1111 1111 1111";

/** By API key, or by an agent's cookie. */
async function ask(
  path: string,
  { method = "GET", body, cookie, headers = {} }: Partial<Asked> = {},
) {
  const who = cookie === undefined ? { authorization: `Bearer ${system.apiKey}` } : { cookie };
  const response = await fetch(system.node.url + path, {
    method,
    headers: { ...who, "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const { status } = response;
  return { status, etag: response.headers.get("etag"), json: (await response.json()) as unknown };
}

function open(path: string, cookie?: string): Promise<Response> {
  const who = cookie === undefined ? { authorization: `Bearer ${system.apiKey}` } : { cookie };
  return fetch(system.node.url + path, { headers: who });
}

interface Asked {
  readonly method: string;
  readonly body: unknown;
  readonly cookie: string;
  readonly headers: Record<string, string>;
}

async function meet() {
  const customer = await Customer.in(system.node.url);
  const agent = await Agent.in(system.node.url);
  await agent.take(customer.conversation);
  return { customer, agent, id: customer.conversation };
}

async function incidentsOf(query: string, cookie?: string) {
  const asked = cookie === undefined ? {} : { cookie };
  return incidentPage.parse((await ask(`/v1/incidents?${query}`, asked)).json).incidents;
}

describe("what people say of an incident", () => {
  test("[14] a cut says itself what became of it, and is acknowledged and resolved by name", async () => {
    const { customer, id } = await meet();
    const message = newId("msg");
    await customer.say(`here ${CARD}`, message);
    await customer.send({ type: "stray.discard", message });
    const only = `conversation=${id}&ends=false`;
    const [cut] = await incidentsOf(only, carla);
    expect(cut).toMatchObject({
      kind: "cut",
      became: { kind: "discarded", at: expect.any(Number) },
      state: "open",
    });
    expect(
      (await incidentsOf(`conversation=${id}`)).map(({ kind, state }) => [kind, state]),
    ).toEqual([
      ["discarded", null],
      ["cut", "open"],
    ]);
    const review = (body: unknown, cookie?: string) =>
      ask(`/v1/incidents/${id}/${cut?.seq}/reviews`, {
        method: "POST",
        body,
        ...(cookie === undefined ? {} : { cookie }),
      });
    const note = `told them, not ${CARD} again`;
    expect((await review({ state: "acknowledged", note }, carla)).status).toBe(201);
    await review({ state: "acknowledged" }, carla);
    const resolved = incident.parse((await review({ state: "resolved" })).json);
    expect(resolved).toMatchObject({
      state: "resolved",
      reviews: [
        {
          state: "acknowledged",
          by: { kind: "agent", id: "agt_carla", name: "Carla" },
          note: "told them, not [card number removed] again",
        },
        { state: "resolved", by: { kind: "api", key: "demonstration" }, note: null },
      ],
    });
    expect(await incidentsOf(`${only}&state=open`)).toEqual([]);
    expect(await incidentsOf(`${only}&state=resolved&type=CARD_NUMBER`)).toEqual([resolved]);
    expect(await incidentsOf(`${only}&type=IBAN`)).toEqual([]);
    const [discarded] = await incidentsOf(`conversation=${id}&kind=discarded`);
    const after = await ask(`/v1/incidents/${id}/${discarded?.seq}/reviews`, {
      method: "POST",
      body: { state: "resolved" },
    });
    expect(after).toMatchObject({ status: 409, json: { code: "no_review" } });
  });

  test("[14] only a supervisor or a server may, no row can be changed, and there is nothing to review that is none", async () => {
    const { id } = await meet();
    const path = `/v1/incidents/${id}/1/reviews`;
    const body = { state: "resolved" };
    expect((await ask(path, { method: "POST", body, cookie: anna })).status).toBe(403);
    expect((await ask(path, { method: "POST", body })).status).toBe(404);
    expect((await ask(path, { method: "POST", body: { state: "gone" } })).status).toBe(400);
    const foreign = { origin: "https://evil.example" };
    expect(
      (await ask(path, { method: "POST", body, cookie: carla, headers: foreign })).status,
    ).toBe(403);
    await expect(
      system.node.database.withTenant("demo", (sql) => sql`delete from incident_review`),
    ).rejects.toThrow("permission denied");
  });
});

test("[14] a day means all of it, a time itself, both ends included", async () => {
  const { customer, id } = await meet();
  await customer.say(`here ${CARD}`, newId("msg"));
  const at = (await incidentsOf(`conversation=${id}`))[0]?.at ?? 0;
  const [time = "", before, yesterday = ""] = [at, at - 1, at - 86_400_000].map((one) =>
    new Date(one).toISOString(),
  );
  const day = time.slice(0, 10);
  const periods = [`since=${day}&until=${day}`, `until=${yesterday.slice(0, 10)}`];
  const times = [`since=${time}&until=${time}`, `until=${before}`];
  const found = [...periods, ...times].map((one) => incidentsOf(`conversation=${id}&${one}`));
  expect((await Promise.all(found)).map(({ length }) => length)).toEqual([1, 0, 1, 0]);
});

test("[EXP1] findings say why, of what was cut and of what an export would take, and hold no value", async () => {
  const { customer, agent, id } = await meet();
  const [cut, said] = [newId("msg"), newId("msg")];
  await customer.say(`my card number is ${CARD}`, cut);
  await customer.say("my account number is 73829104", said);
  await agent.frame(id, (frame) => frame.type === "message" && frame.message.id === said);
  const { json } = await ask(`/v1/conversations/${id}/findings`, { cookie: anna });
  const { messages } = findingsView.parse(json);
  expect(messages).toMatchObject([
    {
      message: cut,
      cuts: [
        {
          start: 18,
          type: "CARD_NUMBER",
          why: {
            rule: "card-number",
            evidence: expect.arrayContaining(["Visa issuer range and length"]),
          },
        },
      ],
      found: [],
    },
    {
      message: said,
      length: 29,
      cuts: [],
      found: [
        {
          start: 21,
          end: 29,
          type: "ACCOUNT_ID",
          why: { rule: "number-before", evidence: ["named in front of it", "8 digits"] },
        },
      ],
    },
  ]);
  expect(JSON.stringify(json)).not.toMatch(/4111[ -]?1111|1111[ -]?1111|73829104/);
  expect((await ask(`/v1/conversations/cnv_${"0".repeat(26)}/findings`)).status).toBe(404);
});

test("[EXP1] an agent exports conversations of their own, a supervisor and a server all of them", async () => {
  const { customer, agent, id } = await meet();
  await customer.say("hello there");
  const ben = await signIn(system.node.url, "ben");
  const whole = "format=jsonl";
  const own = `${whole}&conversation=${id}`;
  const statuses = async (cookie: string | undefined, path: string) =>
    (await open(path, cookie)).status;
  for (const path of ["/v1/export", "/v1/export/preview"]) {
    expect(await statuses(anna, `${path}?${own}`)).toBe(200);
    for (const denied of [
      statuses(anna, `${path}?${whole}`),
      statuses(ben, `${path}?${own}`),
      statuses(anna, `${path}?${whole}&conversation=cnv_${"0".repeat(26)}`),
    ])
      expect(await denied).toBe(403);
    expect(await statuses(carla, `${path}?${whole}`)).toBe(200);
    expect(await statuses(undefined, `${path}?${whole}`)).toBe(200);
  }
  const transcript = `/v1/conversations/${id}/transcript?format=text`;
  expect(await statuses(ben, transcript)).toBe(403);
  expect(await statuses(anna, transcript)).toBe(200);

  const begin = (cookie: string, body: object) =>
    ask("/v1/exports", { method: "POST", cookie, body: { format: "jsonl", ...body } });
  expect(await begin(anna, {})).toMatchObject({ status: 403, json: { code: "not_allowed" } });
  const all = exportView.parse((await begin(carla, {})).json).id;
  const one = exportView.parse((await begin(anna, { conversation: id })).json).id;
  for (const part of ["", "/file", "/manifest"]) {
    expect(await statuses(anna, `/v1/exports/${all}${part}`)).toBe(404);
    expect(await statuses(ben, `/v1/exports/${one}${part}`)).toBe(404);
  }
  expect(await ask(`/v1/exports/${all}`, { method: "DELETE", cookie: anna })).toMatchObject({
    status: 404,
  });
  expect(await statuses(anna, `/v1/exports/${one}/file`)).toBe(200);

  // Handed on, it is another's.
  await agent.send({ type: "transfer", conversation: id, to: "agt_ben" });
  expect(await statuses(anna, `/v1/exports/${one}/file`)).toBe(404);
  expect(await statuses(ben, transcript)).toBe(200);
});

describe("settings of detection", () => {
  const PATH = "/v1/settings/detection";
  const member = { name: "member number", type: "ACCOUNT_ID", pattern: "\\bMB-[0-9]{6}\\b" };
  const wish = {
    detection: { off: ["ORDER_ID"], patterns: [member] },
    chat: { ACCOUNT_ID: { live: "cut" } },
  };

  test("[EXP1] take effect with the next message here, elsewhere within ten seconds, and are on record", async () => {
    const { customer, id } = await meet();
    let now = Date.now();
    const elsewhere = createTenants(system.node.database, () => now);
    expect((await elsewhere.find("demo"))?.detection.off).toEqual([]);
    expect(await customer.say("it is MB-123456")).toMatchObject({ status: "accepted" });

    const put = await ask(PATH, { method: "PUT", body: wish, cookie: carla });
    expect(put.status).toBe(200);
    const whole = detectionView.parse(wish);
    expect(put.json).toEqual(whole);
    expect(await ask(PATH)).toMatchObject({ json: whole, etag: put.etag });
    expect(await customer.say("it is MB-123457")).toMatchObject({ status: "cut" });
    now += 10_000;
    expect((await elsewhere.find("demo"))?.detection).toMatchObject({ off: ["ORDER_ID"] });
    const findings = JSON.stringify((await ask(`/v1/conversations/${id}/findings`)).json);
    expect(findings).toContain('the tenant\'s pattern \\"member number\\"');

    const headers = { "if-match": '"older"' };
    expect((await ask(PATH, { method: "PUT", body: {}, headers })).status).toBe(412);
    const back = await ask(PATH, {
      method: "PUT",
      body: {},
      headers: { "if-match": `${put.etag}` },
    });
    expect(back.status).toBe(200);
    await ask(PATH, { method: "PUT", body: {} });
    const { changes } = detectionChanges.parse((await ask(`${PATH}/changes`)).json);
    expect(changes).toMatchObject([
      { by: { kind: "api", key: "demonstration" }, before: whole, after: detectionView.parse({}) },
      { by: { kind: "agent", name: "Carla" }, before: detectionView.parse({}), after: whole },
    ]);
    await expect(
      system.node.database.withTenant("demo", (sql) => sql`delete from administrative_act`),
    ).rejects.toThrow("permission denied");
  });

  test("[EXP1] that cannot be used are refused with place and reason, and nothing changes", async () => {
    const refused = async (body: unknown) => {
      const { status, json } = await ask(PATH, { method: "PUT", body });
      return [status, problem.parse(json).issues?.map(({ path, code }) => `${path}: ${code}`)];
    };
    const before = (await ask(PATH)).json;
    const broken = { detection: { patterns: [{ ...member, pattern: "(a+)+\\1" }] } };
    expect(await refused(broken)).toEqual([
      400,
      ["detection.patterns.0.pattern: is no RE2 pattern, or matches the empty text"],
    ]);
    expect(await refused({ detection: { off: ["CVV"] } })).toEqual([
      400,
      ["detection.off.0: card numbers and security codes are always found"],
    ]);
    expect(await refused({ chat: { CARD_NUMBER: { live: "leave" } } })).toEqual([
      400,
      ["chat: card numbers and security codes are always cut out (PCI DSS 3.3, 4.2.2)"],
    ]);
    expect(await refused({ detections: {} })).toEqual([400, [": unrecognized_keys"]]);
    expect((await ask(PATH)).json).toEqual(before);
    expect((await ask(PATH, { cookie: anna })).status).toBe(403);
  });
});
