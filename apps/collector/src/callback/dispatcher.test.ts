import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestCollector, type TestCollector } from "../../test/harness.ts";
import { pauseAfter } from "./dispatcher.ts";
import { removeAndClaim } from "./outbox.ts";

let at: TestCollector;
beforeAll(async () => {
  at = await startTestCollector();
});
afterAll(() => at.stop());

describe("the outbox", () => {
  test("[CAP2] what the gateway refuses is sent again, in order, under the same id", async () => {
    const capture = await at.register();
    at.gateway.refuseNext(2);
    await at.submit(capture, at.seal(await at.open(capture)));
    await at.gateway.until(() => at.gateway.of(capture).length === 3);
    expect(at.gateway.of(capture).map((each) => each.type)).toEqual([
      "capture.opened",
      "capture.submitted",
      "capture.ended",
    ]);
    const ids = at.gateway.heard.map((each) => each.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(at.lines.join("")).toContain("callback late");
  });

  test("two that claim at once share no letter, and a capture's letters come together, in order", async () => {
    const { database } = at.collector;
    const letters = Array.from({ length: 40 }, (_, index) => `cap_${index % 20}`);
    await database.withTenant(
      "demo",
      (sql) => sql`
        insert into collector_outbox (tenant, capture, payload, since, next_at)
        select 'demo', capture, '{}', 0, ${Number.MAX_SAFE_INTEGER - 30_000}::bigint from unnest(${letters}::text[]) as capture`,
    );
    const claims = await Promise.all(
      [1, 2, 3].map(() => removeAndClaim(database, [], Number.MAX_SAFE_INTEGER - 20_000)),
    );
    // A letter of the test above may still be there, delivered and not yet removed.
    const groups = claims.flat().filter(([letter]) => letters.includes(letter?.capture ?? ""));
    const captures = groups.map(([letter]) => letter?.capture ?? "");
    expect(captures.toSorted()).toEqual([...new Set(letters)].toSorted());
    for (const group of groups) {
      const ids = group.map((letter) => letter.id);
      expect(ids).toEqual([expect.any(Number), (ids[0] ?? 0) + 20]);
    }
  });
});

test("pauses double from half a second to ten minutes, with jitter", () => {
  expect([1, 2, 3, 20, 1_000].map((attempts) => pauseAfter(attempts, 0.5))).toEqual([
    500, 1_000, 2_000, 600_000, 600_000,
  ]);
  expect([pauseAfter(1, 0), pauseAfter(1, 1), pauseAfter(1, 0.1234)]).toEqual([250, 750, 312]);
});
