import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { LoadJob, LoadResult } from "./load.ts";

const here = new URL(".", import.meta.url);

/** CPU time that a process used so far, in microseconds (proc(5), fields utime and stime; 100 ticks a second). */
export function cpuMicroseconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
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
export async function startServer(file: "bare-relay.ts" | "express-ceiling.ts"): Promise<Baseline> {
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

export async function load(job: LoadJob): Promise<LoadResult> {
  const child = fork(new URL("load.ts", here), { execArgv: ["--import", "tsx"] });
  child.send(job);
  const [result]: (LoadResult & { error?: string })[] = await once(child, "message");
  await end(child);
  if (result === undefined || result.error !== undefined)
    throw new Error(result?.error ?? "the load generator died");
  return result;
}

async function end(child: ChildProcess): Promise<void> {
  const exited = once(child, "exit");
  child.kill();
  await exited;
}
