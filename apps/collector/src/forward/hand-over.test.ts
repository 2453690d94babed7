import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestCollector, type TestCollector } from "../../test/harness.ts";
import { connector, startProvider } from "../../test/providers.ts";
import { createApiKey } from "./api-keys.ts";

const HERE = "http://node-1.test";
let at: TestCollector;
let provider: Awaited<ReturnType<typeof startProvider>>;
let other: Awaited<ReturnType<typeof startProvider>>;
let key = "";

beforeAll(async () => {
  vi.stubEnv("ADYEN_API_KEY", "secret-of-the-collector");
  const answered = '{"resultCode":"Authorised"}';
  provider = await startProvider((_, response) => {
    response.setHeader("content-type", "application/json").end(answered);
  });
  other = await startProvider((_, response) => {
    response.writeHead(200, { "content-type": "application/json", "aside-answer": "destination" });
    response.end(answered);
  });
  const destinations = [await connector("adyen", provider.origin)];
  at = await startTestCollector({ destinations, env: { ASIDE_COLLECTOR_NODE_URL: HERE } });
  key = await createApiKey(at.collector, "demo", at.now());
});
afterAll(async () => {
  await at.stop();
  await provider.close();
  await other.close();
});

/** A captured card whose code is in the memory of `url`, not here. */
async function tokenAt(url: string): Promise<string> {
  const capture = await at.register();
  await at.submit(capture, at.seal(await at.open(capture)));
  const [row] = await at.collector.database.withTenant(
    "demo",
    (sql) => sql<{ token: string; url: string }[]>`
      select r.token, n.url from vault_record r join collector_code_node n on n.token = r.token
      where capture = ${capture}`,
  );
  expect(row?.url).toBe(HERE);
  const token = row?.token ?? "";
  if (url === HERE) return token;
  at.collector.vault.codes.burn({ tenant: "demo", token });
  await at.collector.database.acrossTenants((sql) => sql`delete from collector_code_node`);
  await at.collector.database.withTenant(
    "demo",
    (sql) => sql`
      insert into collector_code_node (tenant, token, url, until) values ('demo', ${token}, ${url}, ${at.now() + 60_000})`,
  );
  return token;
}

async function pay(token: string, more: Record<string, string> = {}) {
  const response = await fetch(`${at.url}/v1/forward/adyen/v72/payments`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${key}`,
      "idempotency-key": `order-${token.slice(13)}`,
      ...more,
    },
    body: JSON.stringify({
      paymentMethod: { number: `{{${token}.card.pan}}`, cvc: `{{${token}.card.cvv}}` },
    }),
  });
  const body: unknown = await response.json();
  return { status: response.status, from: response.headers.get("aside-answer"), body };
}

const PAID = { status: 200, from: "destination", body: { resultCode: "Authorised" } };
const GONE = { status: 409, from: null, body: { code: "code_gone" } };

test("[28] a forward whose code is here is sent from here", async () => {
  expect(await pay(await tokenAt(HERE))).toEqual(PAID);
  expect(provider.heard.length).toBe(1);
});

test("[28] one whose code is elsewhere is handed to that collector, once, with the tenant's own key", async () => {
  const token = await tokenAt(other.origin);
  expect(await pay(token)).toEqual(PAID);
  expect(provider.heard.length).toBe(1);
  expect(other.heard).toMatchObject([
    {
      method: "POST",
      url: "/v1/forward/adyen/v72/payments",
      headers: {
        authorization: `Bearer ${key}`,
        "idempotency-key": `order-${token.slice(13)}`,
        "aside-handed-over": "1",
      },
      body: expect.stringContaining(`{{${token}.card.cvv}}`),
    },
  ]);
  expect(await pay(token, { "aside-handed-over": "1" })).toMatchObject({ status: 404 });
  expect(other.heard.length).toBe(1);
});

test("[28] where that collector is gone, or was started anew, the code is said to be gone", async () => {
  expect(await pay(await tokenAt("http://127.0.0.1:1"))).toMatchObject(GONE);
  const token = await tokenAt(HERE);
  at.collector.vault.codes.burn({ tenant: "demo", token });
  expect(await pay(token)).toMatchObject(GONE);
});
