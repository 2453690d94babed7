import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Burst, BurstResult, Crowd } from "./load.ts";
import type { RequestJob, RequestResult } from "./request-load.ts";

const here = new URL(".", import.meta.url);

/** CPU time that a process used so far, in microseconds (proc(5), fields utime and stime; 100 ticks a second). */
export function cpuMicroseconds(pid: number): number {
  const fields = statOf(pid);
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10_000;
}

/** The same of a server's embedded PostgreSQL: the postmaster and its backends. */
export function postgresMicroseconds(dataFolder: string, of: "gateway" | "collector"): number {
  const file = join(dataFolder, of, "postgres/postmaster.pid");
  const postmaster = Number(readFileSync(file, "utf8").split("\n")[0]);
  const backends = readdirSync("/proc").filter(
    (name) => /^\d+$/.test(name) && Number(statOf(Number(name))[1]) === postmaster,
  );
  return [postmaster, ...backends.map(Number)].reduce((sum, pid) => sum + cpuMicroseconds(pid), 0);
}

/** The fields of proc(5)'s `stat` from the third on; none where the process is gone. */
function statOf(pid: number): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
}

/** Resident memory of a process in bytes. */
export function residentBytes(pid: number): number {
  const line = readFileSync(`/proc/${pid}/status`, "utf8").match(/^VmRSS:\s+(\d+) kB$/m);
  return Number(line?.[1] ?? 0) * 1_024;
}

export interface Baseline {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts one of the baselines of this folder as a process of its own. */
export async function startServer(
  file: "bare-relay.ts" | "express-ceiling.ts" | "provider.ts",
): Promise<Baseline> {
  const child = fork(new URL(file, here), {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  const [message]: { port: number }[] = await once(child, "message");
  return {
    url: `http://127.0.0.1:${message?.port ?? 0}`,
    pid: child.pid ?? 0,
    stop: () => end(child),
  };
}

export interface Load {
  readonly pid: number;
  run(burst: Burst): Promise<BurstResult>;
  stop(): Promise<void>;
}

/** Starts a load generator and connects its customers and its agent, which stay for any number of bursts. */
export async function connectLoad(crowd: Crowd): Promise<Load> {
  const child = fork(new URL("load.ts", here), { execArgv: ["--import", "tsx"] });
  const ask = async (job: Crowd | Burst): Promise<BurstResult | "connected"> => {
    child.send(job);
    const [answer]: { result?: BurstResult | "connected"; error?: string }[] = await once(
      child,
      "message",
    );
    if (answer?.result === undefined) throw new Error(answer?.error ?? "the load generator died");
    return answer.result;
  };
  await ask(crowd);
  return {
    pid: child.pid ?? 0,
    async run(burst) {
      const result = await ask(burst);
      if (result === "connected") throw new Error("no result");
      return result;
    },
    stop: () => end(child),
  };
}

export interface RequestLoad {
  readonly pid: number;
  run(job: RequestJob): Promise<RequestResult>;
  stop(): Promise<void>;
}

/** Starts a generator of requests: one for all rounds, since V8 compiles it too. */
export function startRequestLoad(): RequestLoad {
  const child = fork(new URL("request-load.ts", here), { execArgv: ["--import", "tsx"] });
  return {
    pid: child.pid ?? 0,
    async run(job) {
      child.send(job);
      const [answer]: (RequestResult & { error?: string })[] = await once(child, "message");
      if (answer === undefined || answer.error !== undefined)
        throw new Error(answer?.error ?? "the load generator died");
      return answer;
    },
    stop: () => end(child),
  };
}

const CRYPTO = new URL("../../packages/capture-side/vault/bench/crypto.ts", here);

/** Milliseconds of processor that the collector's cryptography of one capture takes, by suite and library. */
export async function cryptoMilliseconds(): Promise<Readonly<Record<string, number>>> {
  const child = fork(CRYPTO, { execArgv: ["--import", "tsx"], silent: true });
  const [figures]: Readonly<Record<string, number>>[] = await once(child, "message");
  await end(child);
  return figures ?? {};
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill();
  await exited;
}
