import { gzipSync } from "node:zlib";
import { AuditError } from "@aside/audit";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestCollector, type TestCollector } from "../../test/harness.ts";
import { connector, startProvider } from "../../test/providers.ts";
import { createApiKey } from "./api-keys.ts";

const BODY = JSON.stringify({ amount: { value: 4_200, currency: "EUR" } });
let at: TestCollector;
let provider: Awaited<ReturnType<typeof startProvider>>;
let key = "";

beforeAll(async () => {
  vi.stubEnv("ADYEN_API_KEY", "adyen-of-the-collector");
  provider = await startProvider((_, response) => {
    response.writeHead(204, { "cache-control": "max-age=1" }).end();
  });
  at = await startTestCollector({
    destinations: [
      await connector("adyen", provider.origin, { responseHeaders: ["cache-control"] }),
    ],
  });
  key = await createApiKey(at.collector, "demo", at.now());
});
afterAll(async () => {
  await at.stop();
  await provider.close();
});

test("[27] what no destination may be asked is refused before it is, with the headers of every answer", async () => {
  const authorization = `Bearer ${key}`;
  const ask = async (path: string, init: RequestInit) => {
    const response = await fetch(at.url + path, { method: "POST", ...init });
    const { headers } = response;
    expect(headers.get("aside-answer")).toBeNull();
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    return { status: response.status, body: await response.json() };
  };
  const path = "/v1/forward/adyen/v72/payments";
  const json = { authorization, "content-type": "application/json" };
  const coded = gzipSync(BODY);
  expect(
    await ask(path, { headers: { ...json, "content-encoding": "gzip" }, body: coded }),
  ).toMatchObject({ status: 415, body: { code: "coded_body" } });
  const large = JSON.stringify({ a: "4".repeat(1_000_000) });
  expect(await ask(path, { headers: json, body: large })).toMatchObject({
    status: 413,
    body: { code: "too_large" },
  });
  // The key comes first: who has none does not learn how long a body may be.
  expect(await ask(path, { body: large })).toMatchObject({ status: 401 });
  for (const [other, status, code] of [
    [`${path}?a=1`, 403, "not_allowed"],
    [`${path}/..%2f`, 403, "not_allowed"],
    ["/v1/forward/Adyen/v72/payments", 404, "unknown_destination"],
    ["/v1/forward/", 404, "unknown_destination"],
    ["/v1/forward/adyen", 403, "not_allowed"],
    ["/v1/forward/adyen?a=1", 403, "not_allowed"],
  ] as const) {
    expect(await ask(other, { headers: json, body: BODY })).toMatchObject({
      status,
      body: { code, error: { type: "aside_refusal", code } },
    });
  }
  expect(provider.heard).toEqual([]);
});

test("a refusal of ours has the member that clients of providers look for, whatever refused it", async () => {
  const ask = async (more: RequestInit = {}) => {
    const response = await fetch(`${at.url}/v1/forward/adyen/v72/payments`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: BODY,
      ...more,
    });
    const body: unknown = await response.json();
    expect(body).toMatchObject({ error: { type: "aside_refusal" } });
    return { status: response.status, body };
  };
  expect(await ask({ headers: {} })).toMatchObject({ status: 401 });
  expect(await ask({ body: "4".repeat(1_000_001) })).toMatchObject({
    status: 413,
    body: { code: "too_large", error: { code: "too_large" } },
  });
  const use = vi.spyOn(at.collector.vault, "use");
  for (const [error, code] of [
    [new AuditError("log_differs"), "log_differs"],
    [new Error("the database is gone"), "unavailable"],
  ] as const) {
    use.mockImplementationOnce(() => {
      throw error;
    });
    expect(await ask()).toMatchObject({ status: 503, body: { code, error: { code } } });
  }
});

test("a destination's listed header is in the answer once; an answer without a body has none", async () => {
  const response = await fetch(`${at.url}/v1/forward/adyen/v72/payments`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: BODY,
  });
  expect([response.status, await response.text()]).toEqual([204, ""]);
  expect(response.headers.get("cache-control")).toBe("max-age=1");
  expect(response.headers.get("content-length")).toBeNull();
});
