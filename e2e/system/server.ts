import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { wait } from "./wait.ts";
import { openSync, readFileSync } from "node:fs";

/** One of our two servers as a process of its own, as `npm start` runs it. */
export interface Server {
  readonly url: string;
  readonly log: string;
  readonly pid: () => number;
  start(): Promise<void>;
  /** SIGTERM, and wait for the end. */
  stop(): Promise<void>;
  /** SIGKILL: no goodbye. */
  kill(): Promise<void>;
}

export interface ServerOptions {
  readonly name: string;
  readonly main: string;
  readonly url: string;
  readonly log: string;
  readonly env: Readonly<Record<string, string>>;
  readonly nodeArgs?: readonly string[];
}

export function createServer({ name, main, url, log, env, nodeArgs = [] }: ServerOptions): Server {
  let child: ChildProcess | null = null;

  async function end(signal: NodeJS.Signals): Promise<void> {
    const running = child;
    child = null;
    if (running === null || running.exitCode !== null || running.signalCode !== null) return;
    const exited = once(running, "exit");
    running.kill(signal);
    await exited;
  }

  return {
    url,
    log,
    pid: () => child?.pid ?? 0,
    async start() {
      const out = openSync(log, "a");
      const started = spawn(process.execPath, [...nodeArgs, main], {
        env: { ...process.env, ...env },
        stdio: ["ignore", out, out],
      });
      child = started;
      await untilReady(
        url,
        () => started.exitCode !== null,
        `${name} did not become ready; its log:\n${tail(log)}`,
      );
    },
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
  };
}

async function untilReady(url: string, dead: () => boolean, what: string): Promise<void> {
  const until = Date.now() + 60_000;
  while (Date.now() < until && !dead()) {
    const ready = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await wait(50);
  }
  throw new Error(what);
}

function tail(log: string): string {
  return readFileSync(log, "utf8").split("\n").slice(-20).join("\n");
}
