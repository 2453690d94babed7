import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { root } from "./root.mjs";

/** @typedef {import("./settings.mjs").App} App */

const restarts = { most: 5, within: 60_000, after: 1_000 };
const graceful = 15_000;

/**
 * Keeps one server running: starts it in a process group of its own (so that Ctrl-C reaches it once, from here), with what
 * it prints in its log file, and starts it again when it dies, up to five times a minute.
 *
 * @param {App} app
 * @param {object} on
 * @param {(line: string) => void} on.say
 * @param {(app: App) => void} on.gone it died before it was ever ready, or too often
 */
export function supervise(app, { say, gone }) {
  /** @type {number[]} */
  let deaths = [];
  let stopping = false;
  let wasReady = false;
  let child = launch(app);
  watch();

  function watch() {
    child.once("exit", async (code, signal) => {
      if (stopping) return;
      const how = signal ? `signal ${signal}` : `code ${code}`;
      deaths = [...deaths.filter((one) => Date.now() - one < restarts.within), Date.now()];
      if (!wasReady || deaths.length > restarts.most) {
        say(`The ${app.name} stopped (${how}). The end of ${app.log}:\n${tail(app.log)}`);
        gone(app);
        return;
      }
      say(`The ${app.name} stopped (${how}); starting it again. What it said: ${app.log}`);
      await wait(restarts.after);
      if (stopping) return;
      child = launch(app);
      watch();
    });
  }

  return {
    /** Resolves when the server answers that it is ready; rejects never: `gone` tells of a server that will not be. */
    async ready() {
      while (!stopping && !(await isReady(app))) await wait(150);
      wasReady = true;
    },
    /** Asks it to end, and ends it if it has not after fifteen seconds. */
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), graceful);
      await ended;
      clearTimeout(timer);
    },
    /** Ends it at once. */
    kill: () => child.kill("SIGKILL"),
  };
}

/** Node of 22.14 and later opens no debugger on SIGUSR1 where it is told so; before that the servers catch the signal. */
const withoutInspector = process.allowedNodeEnvironmentFlags.has("--disable-sigusr1")
  ? ["--disable-sigusr1"]
  : [];

/**
 * Node, started so that a crash writes no core file: it would hold values and keys. The process is Node itself.
 *
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
function withoutCore(args) {
  if (process.platform === "win32") return [process.execPath, args];
  return ["/bin/sh", ["-c", 'ulimit -c 0; exec "$0" "$@"', process.execPath, ...args]];
}

/** @param {App} app */
function launch({ main, env, log }) {
  const file = openSync(log, "a", 0o600);
  const [command, args] = withoutCore([...withoutInspector, main]);
  const child = spawn(command, args, {
    cwd: root,
    env,
    detached: true,
    stdio: ["ignore", file, file],
  });
  closeSync(file);
  return child;
}

/** @param {App} app */
async function isReady({ host, port }) {
  try {
    const answer = await fetch(`http://${host}:${port}/readyz`, {
      signal: AbortSignal.timeout(2_000),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

/** @param {string} file */
function tail(file) {
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-20).join("\n");
}
