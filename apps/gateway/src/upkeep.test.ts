import { createMemoryJournal } from "@aside/journal";
import { expect, test } from "vitest";
import type { Gateway } from "./gateway.ts";
import { gatewayMetrics } from "./metrics.ts";
import { gatewaySettings } from "./settings.ts";
import { createUpkeep } from "./upkeep.ts";

const DAY = 86_400_000;

test("once a minute webhooks that were told a week ago are forgotten, and customers who stayed away for as long as is set", async () => {
  const start = Date.UTC(2026, 0, 1);
  let time = start;
  const key = { tenant: "demo", conversation: "cnv_1" };
  const journal = createMemoryJournal();
  for (const seq of [1, 2]) await journal.append({ ...key, seq, at: 1, event: 1, announce: true });
  await journal.webhooks.done({ ...key, seq: 1, now: start });
  const asked: number[] = [];
  const metrics = gatewayMetrics(false);
  const gateway = {
    now: () => time,
    journal,
    metrics,
    settings: gatewaySettings({ ASIDE_CUSTOMER_DAYS: "30" }),
    customerSessions: {
      async forget(before: number) {
        asked.push(before);
        return 3;
      },
    },
    collector: { refreshSealingKey: async () => undefined },
    quarantine: { sweep: async () => undefined },
    exports: { sweep: async () => undefined },
    egress: { tenants: () => [] },
  };
  const upkeep = createUpkeep(
    gateway as unknown as Gateway,
    {
      database: { acrossTenants: async () => ({ count: 2 }) },
      arrived: new Map(),
      acts: { beat() {} },
      webhooks: { beat() {} },
      tries: { sweep: async () => undefined },
    } as unknown as Parameters<typeof createUpkeep>[1],
  );
  const minute = async () => {
    for (let second = 0; second < 60; second += 1) await upkeep.rest();
  };
  time = start + 7 * DAY;
  await minute();
  expect(await metrics.text()).toContain('aside_gateway_forgotten_total{what="webhooks"} 0');
  time += 1;
  await minute();
  expect(await journal.webhooks.forget({ before: Infinity, limit: 9 })).toBe(0);
  expect(await journal.webhooks.waiting(9)).toBe(1);
  expect(asked).toEqual([time - 1 - 30 * DAY, time - 30 * DAY]);
  const counted = await metrics.text();
  expect(counted).toContain('aside_gateway_forgotten_total{what="webhooks"} 1');
  expect(counted).toContain('aside_gateway_forgotten_total{what="customer_sessions"} 6');
  expect(counted).toContain('aside_gateway_forgotten_total{what="acts"} 4');
});
