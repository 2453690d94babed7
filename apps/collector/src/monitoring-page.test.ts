import { readFile } from "node:fs/promises";
import { describeEvents, type LogEvents } from "@aside/service";
import { expect, test } from "vitest";
import { collectorEvents } from "./events.ts";
import { createCollectorMetrics } from "./metrics.ts";

test("docs/monitoring/collector.md is what the process counts and says (`npx vitest run apps/collector/src/monitoring-page.test.ts -u` renews it)", async () => {
  const page = [
    "# Monitoring the collector",
    "`GET /metrics` answers in Prometheus's form: these, and the process's own (`process_`, `nodejs_`). No label holds what a person typed.",
    createCollectorMetrics().describe(),
    "The log is JSON, a line an event, on standard output. Warnings and errors are these; their fields are ids, numbers and closed words, never a text.",
    describeEvents(collectorEvents),
  ].join("\n\n");
  await expect(page).toMatchFileSnapshot("../../../docs/monitoring/collector.md");
});

test("every warning and error says what it means", () => {
  const events: LogEvents = collectorEvents;
  const silent = Object.entries(events).filter(
    ([, { level, help }]) => level !== "debug" && level !== "info" && help === undefined,
  );
  expect(silent).toEqual([]);
});

test("what docs/monitoring/README.md wakes someone for is counted", async () => {
  const text = await readFile(
    new URL("../../../docs/monitoring/README.md", import.meta.url),
    "utf8",
  );
  const named = text.match(/aside_collector_[a-z_]+/g) ?? [];
  expect(named.length).toBeGreaterThan(0);
  const counted = createCollectorMetrics().describe();
  expect(named.filter((name) => !counted.includes(`\`${name}\``))).toEqual([]);
});
