import { createPublicKey } from "node:crypto";
import { jwtVerify } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { startTestCollector, type TestCollector } from "../../test/harness.ts";
import { createApiKey } from "../forward/api-keys.ts";
import { createGuessLimit } from "../limits/guess-limit.ts";
import { createSharedBuckets } from "../limits/shared-buckets.ts";

let at: TestCollector;
let key = "";
let foreign = "";
beforeAll(async () => {
  at = await startTestCollector();
  key = await createApiKey(at.collector, "demo", at.now());
  foreign = await createApiKey(at.collector, "other", at.now());
});
afterAll(() => at.stop());

const found = z.object({ records: z.array(z.looseObject({ token: z.string() })) });
const erased = z.object({
  receipt: z.looseObject({ records: z.number(), keys: z.number() }),
  signed: z.string(),
});

test("[TEN1] a tenant's server sees what is known of a person and erases it; another tenant's sees and erases nothing", async () => {
  await captured("cust-5");
  await captured("cust-5");
  const kept = await captured("cust-6");
  const path = "/v1/subjects/cust-5";
  expect(found.parse((await ask("GET", path)).body).records).toHaveLength(2);
  expect((await ask("GET", path, foreign)).body).toEqual({ records: [] });
  expect(erased.parse((await ask("DELETE", path, foreign)).body).receipt.records).toBe(0);

  const { receipt, signed } = erased.parse((await ask("DELETE", path)).body);
  expect(receipt).toMatchObject({ tenant: "demo", records: 2, keys: 2 });
  const { payload } = await jwtVerify(signed, createPublicKey(at.collector.receiptKey.privateKey));
  expect(payload).toMatchObject(receipt);
  expect((await ask("GET", path)).body).toEqual({ records: [] });

  const [record] = found.parse((await ask("GET", "/v1/subjects/cust-6")).body).records;
  expect(record).toMatchObject({ capture: kept });
  const one = `/v1/tokens/${record?.token ?? ""}`;
  expect(await ask("DELETE", one, foreign)).toMatchObject({ status: 404 });
  expect(erased.parse((await ask("DELETE", one)).body).receipt.records).toBe(1);
  expect(erased.parse((await ask("DELETE", one)).body).receipt.records).toBe(0);
});

test("without a key, with a wrong one, and for what is no id: a constant refusal", async () => {
  expect(await ask("GET", "/v1/subjects/cust-5", "")).toMatchObject({ status: 401 });
  expect(await ask("DELETE", "/v1/subjects/cust-5", `${key}x`)).toMatchObject({ status: 401 });
  for (const path of ["/v1/subjects/a@b.example", "/v1/tokens/4111111111111111"]) {
    const answer = await ask("DELETE", path);
    expect(answer).toEqual({ status: 404, body: { code: "not_found", text: "No such value" } });
  }
});

async function captured(subject: string) {
  const capture = await at.register({ subject });
  await at.submit(capture, at.seal(await at.open(capture)));
  return capture;
}

async function ask(method: string, path: string, by = key) {
  const headers = by === "" ? {} : { authorization: `Bearer ${by}` };
  const response = await fetch(at.url + path, { method, headers });
  const body: unknown = await response.json();
  return { status: response.status, body };
}

test("[12] wrong keys are counted once for all collectors of a database", async () => {
  const { database } = at.collector;
  const nodes = [1, 2].map(() => createGuessLimit(createSharedBuckets(database, at.now), at.now));
  const network = "2001:db8:0:1::/64";
  for (let guess = 0; guess < 22; guess += 1) await nodes[guess % 2]?.wrong(network);
  expect(nodes.map((node) => node.refuses(network))).toEqual([true, true]);
  expect(nodes.map((node) => node.refuses("2001:db8:0:2::/64"))).toEqual([false, false]);
  at.advance(5_000);
  expect(nodes.map((node) => node.refuses(network))).toEqual([false, false]);
});

test("[12] wrong keys of one site are counted together, from however many networks they come", async () => {
  const guesses = createGuessLimit(createSharedBuckets(at.collector.database, at.now), at.now);
  const network = (number: number) => `2001:db8:7:${number.toString(16)}::/64`;
  let tried = 0;
  while (tried < 300 && !guesses.refuses(network(tried))) await guesses.wrong(network(tried++));
  // A few more than eight times twenty come back while it is counted.
  expect([tried > 160, tried < 180]).toEqual([true, true]);
  expect(guesses.refuses("2001:db8:8:1::/64")).toBe(false);
});
