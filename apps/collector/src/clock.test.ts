import { createEphemeral, toBase64url } from "@aside/seal";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PARENT, startTestCollector, type TestCollector } from "../test/harness.ts";
import { storedCard } from "../test/stored-card.ts";
import { resumeCharges } from "./charge/resume-charges.ts";
import { createSharedBuckets } from "./limits/shared-buckets.ts";
import { tidy } from "./sweeper.ts";

const HOUR = 3_600_000;

let at: TestCollector;
beforeAll(async () => {
  at = await startTestCollector();
});
afterAll(() => at.stop());

test("[9] [40] a clock that jumps an hour on and back makes no ticket good again", async () => {
  const capture = await at.register({ deadline: at.now() + 3 * HOUR });
  const ticket = await at.ticket(capture);
  await at.openWith(ticket);
  at.advance(HOUR);
  await tidy(at.collector);
  at.advance(-HOUR);
  const epk = toBase64url(createEphemeral().publicKey);
  expect(await at.send("/v1/captures/open", { ticket, epk, parentOrigin: PARENT })).toMatchObject({
    status: 409,
    body: { code: "ticket_used" },
  });
});

test("[29] [40] a payment that is undecided is taken up again although the clock was put back", async () => {
  const capture = await at.register();
  await at.collector.database.withTenant(
    "demo",
    (sql) => sql`
      insert into collector_charge (tenant, capture, attempt, token, destination, amount, submission, display, result, next_at)
      values ('demo', ${capture}, 1, 'tok_gone', 'none', '{"minor": 1, "currency": "EUR"}', 's', 'd', '{}', ${at.now() + HOUR})`,
  );
  expect(await resumeCharges(at.collector)).toBe(1);
});

test("[40] a limit that was used up fills again although the clock was put back", async () => {
  let now = Date.now();
  const buckets = createSharedBuckets(at.collector.database, () => now);
  const bucket = { of: ["clock"], burst: 2, perSecond: 1 };
  while (await buckets.take([bucket])) continue;
  // Those of another collector may be behind by as much as this: nothing is filled twice.
  now -= 120_000;
  expect(await buckets.take([bucket])).toBe(false);
  now -= HOUR;
  expect(await buckets.take([bucket])).toBe(false);
  now += 1_000;
  expect(await buckets.take([bucket])).toBe(true);
});

test("[32] [40] a clock that jumps a year on erases nothing, says so, and goes on once it is put back", async () => {
  const token = await storedCard(at);
  const year = 365 * 24 * HOUR;
  const isThere = () =>
    at.collector.database.withTenant(
      "demo",
      async (sql) => (await sql`select 1 from vault_record where token = ${token}`).length === 1,
    );
  at.advance(year);
  at.lines.length = 0;
  await tidy(at.collector);
  expect(await isThere()).toBe(true);
  expect(at.lines.join()).toContain("erasing held");
  expect(await gauge()).toBe("1");
  at.advance(-year);
  await tidy(at.collector);
  expect(await gauge()).toBe("0");
  at.advance(year);
  await tidy({ ...at.collector, clockAhead: () => 0 });
  expect(await isThere()).toBe(false);
});

async function gauge(): Promise<string | undefined> {
  const text = await (await fetch(`${at.url}/metrics`)).text();
  return /^aside_collector_erasing_held (\d)$/m.exec(text)?.[1];
}
