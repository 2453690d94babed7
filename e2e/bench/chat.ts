import { signIn } from "../clients/agent.ts";
import type { System } from "../system/system.ts";
import type { LoadJob } from "./load.ts";
import { cpuMicroseconds, load, residentBytes, startServer } from "./processes.ts";
import type { Figure } from "./report.ts";
import { median } from "./statistics.ts";

const RUNS = 3;
const CUSTOMERS = 100;
const SATURATED = { customers: CUSTOMERS, seconds: 6, rate: null, outstanding: 128 } as const;

/** Chat through parse, detect, step, durable journal and delivery, beside a bare relay of the same messages in the same run. */
export async function benchChat(system: System): Promise<Figure[]> {
  const cookie = await agentCookie(system);
  const bare = await startServer("bare-relay.ts");
  const ours = { url: system.gateway.url, origin: system.gateway.url, cookie };
  const theirs = { url: bare.url, origin: bare.url, cookie: "" };
  const throughput = { ours: [] as number[], bare: [] as number[] };
  const cpu = { ours: [] as number[], bare: [] as number[] };
  const p99 = { ours: [] as number[], bare: [] as number[] };
  let lost = 0;
  for (let round = 0; round < RUNS; round += 1) {
    for (const [side, target, pid] of [
      ["bare", theirs, bare.pid],
      ["ours", ours, system.gateway.pid()],
    ] as const) {
      const saturated = await measured(pid, { ...target, ...SATURATED });
      throughput[side].push(saturated.perSecond);
      cpu[side].push(saturated.cpuPerMessage);
      lost += saturated.sent - saturated.delivered;
    }
    const rate = Math.round(median(throughput.ours) / 2);
    for (const [side, target, pid] of [
      ["bare", theirs, bare.pid],
      ["ours", ours, system.gateway.pid()],
    ] as const) {
      const half = await measured(pid, { ...target, ...SATURATED, rate });
      p99[side].push(half.p99);
      lost += half.sent - half.delivered;
    }
  }
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
      detail: `${Math.round(median(cpu.ours))} of ${Math.round(median(cpu.bare))} µs`,
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

/** Resident memory a conversation that is open and silent, after warm-up. */
export async function benchIdleMemory(system: System): Promise<Figure> {
  const cookie = await agentCookie(system);
  const target = {
    url: system.gateway.url,
    origin: system.gateway.url,
    cookie,
    seconds: 2,
    rate: 1,
    outstanding: 1,
  };
  await load({ ...target, customers: 200 });
  const before = residentBytes(system.gateway.pid());
  const holding = load({ ...target, customers: 1_000, seconds: 8 });
  let most = before;
  const watch = setInterval(
    () => (most = Math.max(most, residentBytes(system.gateway.pid()))),
    200,
  );
  await holding;
  clearInterval(watch);
  const kilobytes = (most - before) / 1_000 / 1_024;
  return {
    name: "memory an idle conversation (RSS, 1,000 connected)",
    value: kilobytes,
    unit: "KB",
    goal: "reported",
    met: null,
    detail: "socket, session machine snapshot and queue entry",
  };
}

async function measured(pid: number, job: LoadJob) {
  const before = cpuMicroseconds(pid);
  const result = await load(job);
  return {
    ...result,
    cpuPerMessage: (cpuMicroseconds(pid) - before) / Math.max(1, result.delivered),
  };
}

async function agentCookie(system: System): Promise<string> {
  const [agent] = system.agents;
  if (agent === undefined) throw new Error("no agent is seeded");
  return signIn(system.gateway.url, agent);
}
