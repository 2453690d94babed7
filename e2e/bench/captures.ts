import { createServer } from "node:http";
import { once } from "node:events";
import { ready } from "@aside/seal";
import { gatewayKey } from "../clients/gateway-key.ts";
import type { System } from "../system/system.ts";
import { currentKey, prepare } from "./capture-jobs.ts";
import {
  cpuMicroseconds,
  cryptoMilliseconds,
  postgresMicroseconds,
  startRequestLoad,
  startServer,
} from "./processes.ts";
import type { Figure } from "./report.ts";
import type { RequestJob } from "./request-load.ts";
import { median, percentile } from "./statistics.ts";
import { undisturbed } from "./undisturbed.ts";

/** Odd, as medians want it. Every other begins with the ceiling, so that neither always has what the other leaves behind. */
const RUNS = 9;
/** Short: the speed of a virtual machine changes within seconds, and a ratio is of two runs one behind the other. */
const EACH = 300;
/**
 * Before anything is measured: V8 compiles for the first thousands of requests, of both. After 600 captures a third of the collector's processor
 * time is the compiler's; what a capture costs stops falling after some 3,000.
 */
const WARM = 4_000;
const AT_ONCE = 16;
/** Captures one after the other, for the shares. */
const ALONE = 150;
const CRYPTO_GOAL = 0.5;
/**
 * Captures a second (open and submit: two requests, two durable verbs, callbacks included) at 16 at once, as a share of what
 * express with one fsync a request does with as many requests of the same size in the same run. Everything is sealed before the
 * clock starts, and the load comes from a process of its own: the server is what is measured.
 */
export async function benchCaptures(system: System): Promise<Figure[]> {
  await ready();
  const key = await gatewayKey(system);
  const sink = await takeGatewaysPlace(system);
  const ceiling = await startServer("express-ceiling.ts");
  const load = startRequestLoad();
  const sealing = await currentKey(key, system);
  const runOurs = async (jobs: RequestJob["jobs"]) => {
    const before = cpuMicroseconds(system.collector.pid());
    const beforePostgres = postgresMicroseconds(system.data, "collector");
    const result = await load.run({ url: system.collector.url, jobs, atOnce: AT_ONCE });
    const used = cpuMicroseconds(system.collector.pid()) - before;
    const usedByPostgres = postgresMicroseconds(system.data, "collector") - beforePostgres;
    return { ...result, used, usedByPostgres };
  };
  const runPlain = async (jobs: RequestJob["jobs"]) => {
    const before = cpuMicroseconds(ceiling.pid);
    const result = await load.run({ url: ceiling.url, jobs: jobsTo("/", jobs), atOnce: AT_ONCE });
    return { ...result, used: cpuMicroseconds(ceiling.pid) - before };
  };
  const warming = await prepare(WARM, sealing, key, system);
  await runOurs(warming);
  await runPlain(warming);
  const { rounds, words } = await undisturbed(RUNS, async (round) => {
    const jobs = await prepare(EACH, sealing, key, system);
    const early = round % 2 === 0 ? null : await runPlain(jobs);
    const ours = await runOurs(jobs);
    return { ours, plain: early ?? (await runPlain(jobs)) };
  });
  const middle = (of: (round: (typeof rounds)[number]) => number) => median(rounds.map(of));
  const latencies = rounds.flatMap(({ ours }) => ours.took);
  const jobs = await prepare(ALONE, sealing, key, system);
  const alone = async (url: string, work: RequestJob["jobs"]) =>
    median((await load.run({ url, jobs: work, atOnce: 1 })).took);
  const whole = await alone(system.collector.url, jobs);
  const dry = await alone(ceiling.url, jobsTo("/dry", jobs));
  const disk = (await alone(ceiling.url, jobsTo("/", jobs))) - dry;
  await Promise.all([ceiling.stop(), load.stop()]);
  sink.close();
  const crypto = await cryptoMilliseconds();
  const ourCrypto = crypto["xc20p, native"] ?? crypto["xc20p, wasm"] ?? 0;
  const part = (ms: number) => `${Math.round((100 * ms) / whole)} %`;
  const rest = whole - dry - disk - ourCrypto;
  const share = middle(({ ours, plain }) => ours.perSecond / plain.perSecond);
  const perSecond = {
    ours: middle(({ ours }) => ours.perSecond),
    plain: middle(({ plain }) => plain.perSecond),
  };
  const each = (microseconds: number) => (microseconds / 1_000 / EACH).toFixed(2);
  return [
    {
      name: "captures through the collector, 16 at once, share of express + fsync",
      value: share,
      unit: "×",
      goal: "≥ 0.6",
      met: share >= 0.6,
      detail: `${Math.round(perSecond.ours)} of ${Math.round(perSecond.plain)} a second; ${words}. A capture is open and submit: two requests, a ticket spent, the value vaulted with its token and audit entry, both commits durable, its callbacks delivered meanwhile; the ceiling is two requests of the same size, each written and synced`,
    },
    {
      name: "one capture (open and submit) at 16 at once, p50",
      value: percentile(latencies, 0.5),
      unit: "ms",
      goal: "reported",
      met: null,
      detail: `p99 ${percentile(latencies, 0.99).toFixed(0)} ms; CPU ${each(middle(({ ours }) => ours.used))} ms collector, ${each(middle(({ ours }) => ours.usedByPostgres))} ms PostgreSQL; express ${each(middle(({ plain }) => plain.used))} ms`,
    },
    {
      name: "one capture alone, p50",
      value: whole,
      unit: "ms",
      goal: "reported",
      met: null,
      detail: `of which HTTP ${part(dry)} (two requests to express that does nothing), fsync ${part(disk)} (two, by the ceiling), cryptography ${part(ourCrypto)}, PostgreSQL's work and all else ${part(rest)}`,
    },
    {
      name: "cryptography of one capture in the collector, processor time",
      value: ourCrypto,
      unit: "ms",
      goal: `< ${CRYPTO_GOAL} ms`,
      met: ourCrypto > 0 && ourCrypto < CRYPTO_GOAL,
      detail: `least of several runs: ${Object.entries(crypto)
        .map(([name, ms]) => `${name} ${ms.toFixed(2)}`)
        .join("; ")} ms`,
    },
  ];
}

/** Callbacks go to a server that only takes them: the gateway would be measured too. */
async function takeGatewaysPlace(system: System) {
  await system.gateway.stop();
  const sink = createServer((request, response) => {
    request.resume();
    request.on("end", () => response.writeHead(204).end());
  });
  sink.listen(Number(new URL(system.gateway.url).port), "localhost");
  await once(sink, "listening");
  return sink;
}

function jobsTo(path: string, jobs: RequestJob["jobs"]): RequestJob["jobs"] {
  return jobs.map((requests) => requests.map(({ body }) => ({ path, body })));
}
