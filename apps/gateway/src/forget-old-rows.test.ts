import { createMemoryJournal } from "@aside/journal";
import type { Database } from "@aside/postgres";
import { expect, test } from "vitest";
import { forgetOldRows } from "./forget-old-rows.ts";
import { gatewayMetrics } from "./metrics.ts";

const DAY = 86_400_000;

test("webhooks that were told more than a week ago are forgotten, and customers who stayed away for as long as is set; one that waits stays", async () => {
  const start = Date.UTC(2026, 0, 1);
  const journal = createMemoryJournal();
  const key = { tenant: "demo", conversation: "cnv_1" };
  for (const seq of [1, 2]) await journal.append({ ...key, seq, at: 1, event: 1, announce: true });
  await journal.webhooks.done({ ...key, seq: 1, now: start });
  const metrics = gatewayMetrics(false);
  const asked: number[] = [];
  const customerSessions = {
    async forget(before: number) {
      asked.push(before);
      return 3;
    },
  };
  const database: Pick<Database, "acrossTenants"> = {
    acrossTenants: async (work) => await work((async () => ({ count: 2 })) as never),
  };
  const settings = { actsDays: 400, customerDays: 30 };
  const forget = (now: number) =>
    forgetOldRows({ database, customerSessions, journal, metrics, settings, now });
  await forget(start + 7 * DAY);
  expect(await metrics.text()).toContain('aside_gateway_forgotten_total{what="webhooks"} 0');
  await forget(start + 7 * DAY + 1);
  expect(await journal.webhooks.waiting(9)).toBe(1);
  expect(asked).toEqual([start - 23 * DAY, start - 23 * DAY + 1]);
  const counted = await metrics.text();
  expect(counted).toContain('aside_gateway_forgotten_total{what="webhooks"} 1');
  expect(counted).toContain('aside_gateway_forgotten_total{what="customer_sessions"} 6');
  expect(counted).toContain('aside_gateway_forgotten_total{what="acts"} 4');
});
