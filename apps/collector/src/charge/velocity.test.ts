import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCollector, type TestCollector } from "../../test/harness.ts";
import { createSharedBuckets, LIMITS_FULL_AFTER } from "../limits/shared-buckets.ts";
import { tidy } from "../sweeper.ts";
import { createVelocity } from "./velocity.ts";

let at: TestCollector;
beforeAll(async () => {
  at = await startTestCollector();
});
afterAll(() => at.stop());

test("[38] limits are counted once for all collectors of a database, under names that hold no digits", async () => {
  const { database } = at.collector;
  const now = () => at.now();
  const nodes = [1, 2].map(() => createVelocity(createSharedBuckets(database, now)));
  const pan = Buffer.from("4111111111111111");
  const of = { tenant: "demo", conversation: "cnv_shared", network: "198.51.100.7", pan };
  const tries = await Promise.all(
    Array.from({ length: 14 }, (_, index) => nodes[index % 2]?.take(of)),
  );
  expect(tries.filter((taken) => taken === true)).toHaveLength(10);
  expect(await nodes[0]?.take({ ...of, conversation: "cnv_next" })).toBe(true);
  at.advance(360_000);
  expect(await nodes[1]?.take(of)).toBe(true);
  expect(await nodes[0]?.take(of)).toBe(false);
  const rows = await database.withoutTenant((sql) => sql`select name from collector_limit`);
  for (const { name } of rows) expect(name).toMatch(/^[0-9a-f]{64}$/);
  at.advance(LIMITS_FULL_AFTER + 1_000);
  await tidy(at.collector);
  const left = await database.withoutTenant((sql) => sql`select 1 from collector_limit`);
  expect(left).toHaveLength(0);
});

test.each([
  ["of one issuer", 60, (tried: number) => ({ pan: `41111111${String(tried).padStart(8, "0")}` })],
  [
    "from one network",
    20,
    (tried: number) => ({ network: "203.0.113.9", pan: `${5e15 + tried * 1e8}` }),
  ],
  [
    "of one conversation",
    10,
    (tried: number) => ({ conversation: "cnv_one", pan: `${6e15 + tried * 1e8}` }),
  ],
])(
  "[38] cards %s are tried %i times at once, whatever else is new each time",
  async (_, most, given) => {
    const velocity = createVelocity(createSharedBuckets(at.collector.database, () => 1));
    let taken = 0;
    for (let tried = 0; tried < most + 10; tried += 1) {
      const { pan, ...same } = given(tried);
      const fresh = { conversation: `cnv_${pan}`, network: `10.${most}.${tried}.1` };
      const of = { tenant: "velocity", ...fresh, ...same, pan: Buffer.from(pan) };
      if (await velocity.take(of)) taken += 1;
    }
    expect(taken).toBe(most);
  },
);
