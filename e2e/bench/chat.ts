import type { System } from "../system/system.ts";
import { agentCookie } from "./agent-cookie.ts";
import type { Burst } from "./load.ts";
import {
  connectLoad,
  cpuMicroseconds,
  postgresMicroseconds,
  startServer,
  type Load,
} from "./processes.ts";
import type { Figure } from "./report.ts";
import { median } from "./statistics.ts";

const RUNS = 5;
const CUSTOMERS = 500;
/** As many unanswered as there are customers: each has one message under way. */
const SATURATED: Burst = { seconds: 5, rate: null, outstanding: CUSTOMERS };

/** Chat through parse, detect, step, durable journal and delivery, beside a bare relay of the same messages in the same run. */
export async function benchChat(system: System): Promise<Figure[]> {
  const bare = await startServer("bare-relay.ts");
  const crowd = { customers: CUSTOMERS, cookie: await agentCookie(system) };
  const at = (url: string) => ({ url, origin: url });
  const sides = [
    {
      name: "bare",
      pid: bare.pid,
      load: await connectLoad({ ...crowd, ...at(bare.url), cookie: "" }),
    },
    {
      name: "ours",
      pid: system.gateway.pid(),
      load: await connectLoad({ ...crowd, ...at(system.gateway.url) }),
    },
  ] as const;
  const throughput = { ours: [] as number[], bare: [] as number[] };
  const cpu = { ours: [] as number[], bare: [] as number[] };
  const database: number[] = [];
  const p99 = { ours: [] as number[], bare: [] as number[] };
  let lost = 0;
  // Both servers' and both generators' code is compiled before anything counts.
  for (const { load } of sides) await load.run(SATURATED);
  for (let round = 0; round < RUNS; round += 1) {
    for (const { name, pid, load } of sides) {
      const before = postgresMicroseconds(system.data, "gateway");
      const saturated = await measured(pid, load, SATURATED);
      throughput[name].push(saturated.perSecond);
      cpu[name].push(saturated.cpuPerMessage);
      if (name === "ours")
        database.push(
          (postgresMicroseconds(system.data, "gateway") - before) / saturated.delivered,
        );
      lost += saturated.sent - saturated.delivered;
    }
    const rate = Math.round(median(throughput.ours) / 2);
    for (const { name, pid, load } of sides) {
      const half = await measured(pid, load, { ...SATURATED, rate });
      p99[name].push(half.p99);
      lost += half.sent - half.delivered;
    }
  }
  for (const { load } of sides) await load.stop();
  await bare.stop();
  const ratio = median(throughput.ours) / median(throughput.bare);
  const cpuRatio = median(cpu.ours) / median(cpu.bare);
  const added = median(p99.ours) - median(p99.bare);
  return [
    {
      name: "chat throughput, share of a bare relay",
      value: ratio,
      unit: "×",
      goal: "≥ 0.5",
      met: ratio >= 0.5,
      detail: `${Math.round(median(throughput.ours))} of ${Math.round(median(throughput.bare))} messages/s`,
    },
    {
      name: "gateway CPU a message, multiple of a bare relay",
      value: cpuRatio,
      unit: "×",
      goal: "≤ 2",
      met: cpuRatio <= 2,
      detail: `${Math.round(median(cpu.ours))} of ${Math.round(median(cpu.bare))} µs; PostgreSQL besides ${Math.round(median(database))} µs`,
    },
    {
      name: "added latency at half load, p99",
      value: added,
      unit: "ms",
      goal: "< 15",
      met: added < 15,
      detail: `${median(p99.ours).toFixed(1)} less ${median(p99.bare).toFixed(1)} ms`,
    },
    {
      name: "messages lost",
      value: lost,
      unit: "",
      goal: "0",
      met: lost === 0,
      detail: `${RUNS} rounds of both loads, both servers`,
    },
  ];
}

async function measured(pid: number, load: Load, burst: Burst) {
  const before = cpuMicroseconds(pid);
  const result = await load.run(burst);
  return {
    ...result,
    cpuPerMessage: (cpuMicroseconds(pid) - before) / Math.max(1, result.delivered),
  };
}
