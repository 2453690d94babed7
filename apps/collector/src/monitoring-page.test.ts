import { readFile } from "node:fs/promises";
import { describeMonitoring } from "@aside/service";
import { expect, test } from "vitest";
import { collectorEvents } from "./events.ts";
import { createCollectorMetrics } from "./metrics.ts";

const page = describeMonitoring({
  process: "collector",
  metrics: createCollectorMetrics(),
  events: collectorEvents,
});

test("docs/monitoring/collector.md is what the process counts and says (`npx vitest run apps/collector/src/monitoring-page.test.ts -u` renews it)", async () => {
  await expect(page).toMatchFileSnapshot("../../../docs/monitoring/collector.md");
});

test("what docs/monitoring/README.md wakes someone for is counted here", async () => {
  const readme = new URL("../../../docs/monitoring/README.md", import.meta.url);
  const named = (await readFile(readme, "utf8")).match(/aside_collector_[a-z_]+/g) ?? [];
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
