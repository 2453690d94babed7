import { readFile } from "node:fs/promises";
import { describeMonitoring } from "@aside/service";
import { expect, test } from "vitest";
import { gatewayEvents } from "./events.ts";
import { gatewayMetrics } from "./metrics.ts";

const page = describeMonitoring({
  process: "gateway",
  metrics: gatewayMetrics(false),
  events: gatewayEvents,
});

test("docs/monitoring/gateway.md is what the process counts and says (`npx vitest run apps/gateway/src/monitoring-page.test.ts -u` renews it)", async () => {
  await expect(page).toMatchFileSnapshot("../../../docs/monitoring/gateway.md");
});

test("what docs/monitoring/README.md wakes someone for is counted here", async () => {
  const readme = new URL("../../../docs/monitoring/README.md", import.meta.url);
  const named = (await readFile(readme, "utf8")).match(/aside_gateway_[a-z_]+/g) ?? [];
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
