import { once } from "node:events";
import { request } from "node:http";
import { captureId, collectorRefusal, createId } from "@aside/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestCollector, type TestCollector } from "../../test/harness.ts";
import { createApiKey } from "../forward/api-keys.ts";

const PAN = "4111111111111111";
let at: TestCollector;
beforeAll(async () => {
  at = await startTestCollector();
});
afterAll(() => at.stop());

describe("[22] bad input", () => {
  test.each<[string, string, RequestInit, number, string]>([
    ["broken JSON", "/v1/captures/submit", json(`{"capture": "${PAN}`), 400, "malformed"],
    ["not an object", "/v1/captures/submit", json(`"${PAN}"`), 400, "malformed"],
    ["no body", "/v1/captures/open", { method: "POST" }, 400, "malformed"],
    ["a member too many", "/v1/captures/progress", json(progress({ pan: PAN })), 400, "malformed"],
    [
      "a body above 64 KB",
      "/v1/captures/submit",
      json(`{"a":"${"4".repeat(65_537)}"}`),
      413,
      "too_large",
    ],
    [
      "another charset",
      "/v1/captures/open",
      json("{}", "application/json; charset=utf-7"),
      400,
      "malformed",
    ],
    [
      "a body that is not compressed as it says",
      "/v1/captures/progress",
      { ...json(PAN), headers: { "content-type": "application/json", "content-encoding": "gzip" } },
      400,
      "malformed",
    ],
    [
      "a capture that is not known",
      "/v1/captures/progress",
      json(progress()),
      404,
      "unknown_capture",
    ],
    ["a state of nothing", `/v1/captures/${PAN}/state?jti=1`, {}, 400, "malformed"],
    ["a broken path", `/v1/captures/%E0%A4%A/state`, {}, 400, "malformed"],
    ["an unknown route", `/${PAN}`, {}, 404, "malformed"],
    ["another method", "/v1/captures/submit", { method: "PUT" }, 404, "malformed"],
  ])("%s", async (_, path, init, status, code) => {
    const response = await fetch(at.url + path, init);
    const text = await response.text();
    expect([response.status, collectorRefusal.parse(JSON.parse(text)).code]).toEqual([
      status,
      code,
    ]);
    expect(text).not.toContain(PAN);
    expect(text).not.toMatch(/\bat \S+:\d+|node_modules|Error/);
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  test("another page's script may not call", async () => {
    const answer = await at.send("/v1/captures/progress", progress(), {
      "sec-fetch-site": "cross-site",
    });
    expect(answer).toMatchObject({ status: 403, body: { code: "wrong_origin" } });
  });

  test("nothing of it is in the log", () => {
    expect(at.lines.join("")).not.toMatch(/4111[ -]?1111/);
  });
});

describe("limits", () => {
  test("one capture's requests are limited, another's go on", async () => {
    const [capture, other] = [await at.register(), await at.register()];
    const form = await at.open(capture);
    const calls = Array.from({ length: 140 }, () => at.state(capture, form.reply.jti));
    const statuses = (await Promise.all(calls)).map((answer) => answer.status);
    expect(statuses).toContain(429);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(120);
    expect((await at.state(other, (await at.open(other)).reply.jti)).status).toBe(200);
    // Each that a page of a bank leads back to asks the destination.
    const backs = Array.from({ length: 140 }, () => fetch(`${at.url}/challenge/${other}/return`));
    const answered = (await Promise.all(backs)).map((answer) => answer.status);
    expect(new Set(answered)).toEqual(new Set([404, 429]));
  });

  test.each([
    ["no key", "", 401],
    ["a key, for a destination of nobody's list", "Bearer KEY", 404],
  ])(
    "[12] a forward with %s: the answer is there before a byte of the body is",
    async (_, authorization, status) => {
      const key = await createApiKey(at.collector, "demo", at.now());
      const sent = request(`${at.url}/v1/forward/nowhere/v72/payments`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "content-length": "900000",
          authorization: authorization.replace("KEY", key),
        },
      });
      sent.flushHeaders();
      const [response] = await once(sent, "response");
      expect(response).toMatchObject({ statusCode: status });
      sent.on("error", () => undefined).destroy();
    },
  );

  test("[38] one address's requests are limited; the gateway's commands are not", async () => {
    const slow = await startTestCollector({ rate: 1 });
    const statuses: number[] = [];
    for (let times = 0; times < 8; times += 1) {
      statuses.push((await slow.send("/v1/captures/progress", progress())).status);
    }
    expect(statuses.slice(0, 5)).toEqual([404, 404, 404, 404, 404]);
    expect(statuses).toContain(429);
    expect(captureId.safeParse(await slow.register()).success).toBe(true);
    // What no router looks for is counted under the same address: the client's, behind a proxy on this machine.
    const open = async (from: string) =>
      (await slow.send("/v1/captures/open", {}, { "x-forwarded-for": from })).status;
    for (let times = 0; times < 8; times += 1) statuses.push(await open("203.0.113.7"));
    expect(statuses.slice(8, 13)).toEqual([400, 400, 400, 400, 400]);
    expect(statuses.slice(13)).toContain(429);
    expect(await open("203.0.113.8")).toBe(400);
    await slow.stop();
  });
});

describe("health and metrics", () => {
  test("ready says what is missing; metrics hold no value", async () => {
    expect((await fetch(`${at.url}/healthz`)).status).toBe(200);
    const ready = await fetch(`${at.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      {
        status: "not ready",
        checks: { database: "ok", gateway_keys: "ok", form: "failed" },
        alarms: { audit: "ok" },
      },
    ]);
    const metrics = await (await fetch(`${at.url}/metrics`)).text();
    expect(metrics).toContain('aside_collector_refusals_total{code="malformed"}');
    expect(metrics).not.toContain("cap_");
  });
});

function json(body: unknown, type = "application/json"): RequestInit {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { method: "POST", headers: { "content-type": type }, body: text };
}

function progress(more = {}) {
  return { capture: createId("cap", new Uint8Array(16).fill(5)), jti: "abc", ...more };
}
