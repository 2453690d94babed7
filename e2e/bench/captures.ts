import { randomBytes } from "node:crypto";
import { builtInTemplates } from "@aside/fields";
import { createId } from "@aside/protocol";
import { openForm } from "../clients/form.ts";
import { gatewayKey, type GatewayKey } from "../clients/gateway-key.ts";
import type { System } from "../system/system.ts";
import { startServer } from "./processes.ts";
import type { Figure } from "./report.ts";
import { median, percentile } from "./statistics.ts";

const RUNS = 3;
const EACH = 400;
const AT_ONCE = 16;

/**
 * Captures a second (open and submit, each one HTTP request and one durable commit) at 16 at once, as a share of half
 * of what express with one fsync a request does in the same run.
 */
export async function benchCaptures(system: System): Promise<Figure[]> {
  const key = await gatewayKey(system);
  const ceiling = await startServer("express-ceiling.ts");
  const ours: number[] = [];
  const bare: number[] = [];
  const latencies: number[] = [];
  for (let round = 0; round < RUNS; round += 1) {
    const tickets = await Promise.all(Array.from({ length: EACH }, () => prepare(key, system)));
    ours.push(
      await rate(tickets, async (ticket) => {
        const began = performance.now();
        const form = await openForm(system.collector.url, ticket, system.gateway.url);
        const reply = await form.submit({
          "card.pan": "4111111111111111",
          "card.holder": "Jane Doe",
          "card.exp": "12/30",
          "card.cvv": "123",
        });
        if (reply.outcome !== "stored") throw new Error("not stored");
        latencies.push(performance.now() - began);
      }),
    );
    const body = JSON.stringify({ filler: "x".repeat(700) });
    bare.push(
      (await rate(
        Array.from({ length: EACH * 2 }, () => body),
        async (text) => {
          await (
            await fetch(ceiling.url, {
              method: "POST",
              headers: { "content-type": "application/json" },
              body: text,
            })
          ).json();
        },
      )) / 2,
    );
  }
  await ceiling.stop();
  const share = median(ours) / median(bare);
  return [
    {
      name: "captures through the collector, share of express + fsync",
      value: share,
      unit: "×",
      goal: "reported",
      met: null,
      detail: `${Math.round(median(ours))} of ${Math.round(median(bare))} a second, 16 at once, sealing by the same client included`,
    },
    {
      name: "one capture (open and submit) at 16 at once, p50",
      value: percentile(latencies, 0.5),
      unit: "ms",
      goal: "reported",
      met: null,
      detail: `p99 ${percentile(latencies, 0.99).toFixed(0)} ms`,
    },
  ];
}

async function prepare(key: GatewayKey, system: System): Promise<string> {
  const capture = createId("cap", randomBytes(16));
  const conversation = createId("cnv", randomBytes(16));
  const template = builtInTemplates.find(({ id }) => id === "card");
  if (template === undefined) throw new Error("no card template");
  const answer = await key.command({
    command: "register",
    tenant: "demo",
    conversation,
    capture,
    template: JSON.parse(JSON.stringify(template)),
    requestedBy: "bench",
    policy: "bench",
    retentionDays: 1,
    showExpiry: false,
    deadline: Date.now() + 500_000,
  });
  if (!answer.ok) throw new Error(`register: ${answer.status} ${await answer.text()}`);
  return key.ticket({
    tenant: "demo",
    conversation,
    capture,
    template: "card",
    parentOrigin: system.gateway.url,
    locale: "en",
  });
}

/** @returns jobs a second, `AT_ONCE` at a time */
async function rate<T>(jobs: readonly T[], run: (job: T) => Promise<void>): Promise<number> {
  const queue = jobs.values();
  const began = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const job of queue) await run(job);
    }),
  );
  return jobs.length / ((performance.now() - began) / 1_000);
}
