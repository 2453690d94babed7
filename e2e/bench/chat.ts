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
import { undisturbed } from "./undisturbed.ts";

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
  const rates: number[] = [];
  let lost = 0;
  // Both servers' and both generators' code is compiled before anything counts.
  for (const { load } of sides) await load.run(SATURATED);
  const { rounds, words } = await undisturbed(RUNS, async () => {
    const throughput = { ours: 0, bare: 0 };
    const cpu = { ours: 0, bare: 0 };
    const p99 = { ours: 0, bare: 0 };
    let database = 0;
    for (const { name, pid, load } of sides) {
      const before = postgresMicroseconds(system.data, "gateway");
      const saturated = await measured(pid, load, SATURATED);
      throughput[name] = saturated.perSecond;
      cpu[name] = saturated.cpuPerMessage;
      if (name === "ours")
        database = (postgresMicroseconds(system.data, "gateway") - before) / saturated.delivered;
      lost += saturated.sent - saturated.delivered;
    }
    rates.push(throughput.ours);
    const rate = Math.round(median(rates) / 2);
    for (const { name, pid, load } of sides) {
      const half = await measured(pid, load, { ...SATURATED, rate });
      p99[name] = half.p99;
      lost += half.sent - half.delivered;
    }
    return { throughput, cpu, p99, database };
  });
  for (const { load } of sides) await load.stop();
  await bare.stop();
  const middle = (of: (round: (typeof rounds)[number]) => number) => median(rounds.map(of));
  const throughput = {
    ours: middle((round) => round.throughput.ours),
    bare: middle((round) => round.throughput.bare),
  };
  const cpu = { ours: middle((round) => round.cpu.ours), bare: middle((round) => round.cpu.bare) };
  const p99 = { ours: middle((round) => round.p99.ours), bare: middle((round) => round.p99.bare) };
  const database = middle((round) => round.database);
  const ratio = throughput.ours / throughput.bare;
  const cpuRatio = cpu.ours / cpu.bare;
  const added = p99.ours - p99.bare;
  return [
    {
      name: "chat throughput, share of a bare relay",
      value: ratio,
      unit: "×",
      goal: "≥ 0.5",
      met: ratio >= 0.5,
      detail: `${Math.round(throughput.ours)} of ${Math.round(throughput.bare)} messages/s; ${words}`,
    },
    {
      name: "gateway CPU a message, multiple of a bare relay",
      value: cpuRatio,
      unit: "×",
      goal: "≤ 2",
      met: cpuRatio <= 2,
      detail: `${Math.round(cpu.ours)} of ${Math.round(cpu.bare)} µs; PostgreSQL besides ${Math.round(database)} µs`,
    },
    {
      name: "added latency at half load, p99",
      value: added,
      unit: "ms",
      goal: "< 15",
      met: added < 15,
      detail: `${p99.ours.toFixed(1)} less ${p99.bare.toFixed(1)} ms`,
    },
    {
      name: "messages lost",
      value: lost,
      unit: "",
      goal: "0",
      met: lost === 0,
      detail: `${rates.length} rounds of both loads, both servers`,
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
