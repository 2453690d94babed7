import { codeOf, ServiceError, whereOf } from "./errors.ts";
import type { Log, LogEvents } from "./log.ts";

/** Events that every server process writes; spread them into the events given to `createLog`. */
export const serviceEvents = {
  started: { level: "info", fields: { port: "number", ms: "number" } },
  stopping: { level: "info", fields: { reason: ["SIGTERM", "SIGINT", "fault", "asked"] } },
  stopped: { level: "info", fields: { ms: "number" } },
  "stop step failed": {
    level: "error",
    fields: { step: "id", error: "code" },
    help: "Something could not be ended in order at the stop. The next start mends what it left.",
  },
  "stop step late": {
    level: "error",
    fields: { step: "id" },
    help: "Something took longer to end than there was time at the stop. The next start mends what it left.",
  },
  fault: {
    level: "fatal",
    fields: { error: "code", where: "where" },
    help: "An error nobody expected: the process ends. Start it again, and report it with `error` and `where`.",
  },
  "proxy not named": {
    level: "warn",
    fields: {},
    help: "A proxy in front of this process is in no setting: behind it, all clients may count as one. Set `ASIDE_GATEWAY_PROXIES`, `ASIDE_COLLECTOR_PROXIES`.",
  },
  "setting not known": {
    level: "warn",
    fields: { setting: "id", nearest: "id" },
    help: "No program of Aside reads this environment variable, so it does nothing: is `nearest` meant? What an orchestrator or a script of yours puts there may stay.",
  },
  "request failed": {
    level: "error",
    fields: { reference: "id", error: "code", where: "where" },
    help: "A request was answered 500. `reference` stands in its answer; report it with `where`.",
  },
} as const satisfies LogEvents;

export type StopReason = "SIGTERM" | "SIGINT" | "fault" | "asked";

/** The part of `process` that a lifecycle uses. */
export interface EndableProcess {
  on(event: "SIGTERM" | "SIGINT", listener: () => void): unknown;
  on(
    event: "uncaughtException" | "unhandledRejection",
    listener: (error: unknown) => void,
  ): unknown;
  exit(code: number): unknown;
}

export interface Lifecycle {
  /** Registers how to stop what was just started. Steps run in reverse order of registration. */
  onStop(step: string, stop: () => unknown): void;
  /** Stops once; later calls get the same promise. Resolves with the exit code: 0, or 1 after a fault or a failed or late step. */
  stop(reason: StopReason): Promise<number>;
}

/**
 * Start and stop of one process: SIGTERM and SIGINT stop it gracefully, a second signal at once; an uncaught error is logged
 * without its message and stops it with exit code 1.
 *
 * @param options.deadlineMs how long all steps together may take; 10,000 when absent
 * @param options.process the process to listen to and to end; a stand-in in tests
 */
export function createLifecycle(options: {
  log: Log<typeof serviceEvents>;
  deadlineMs?: number;
  process?: EndableProcess;
}): Lifecycle {
  const target: EndableProcess = options.process ?? process;
  const steps: { step: string; stop: () => unknown }[] = [];
  let stopping: Promise<number> | undefined;

  const stop = (reason: StopReason): Promise<number> => {
    stopping ??= run(reason);
    return stopping;
  };
  const run = async (reason: StopReason): Promise<number> => {
    const began = Date.now();
    const deadline = began + (options.deadlineMs ?? 10_000);
    options.log("stopping", { reason });
    let clean = reason !== "fault";
    for (const { step, stop: end } of steps.toReversed()) {
      clean = (await finished(step, end, deadline, options.log)) && clean;
    }
    options.log("stopped", { ms: Date.now() - began });
    return clean ? 0 : 1;
  };
  const signalled = (reason: "SIGTERM" | "SIGINT") => {
    if (stopping !== undefined) target.exit(1);
    void stop(reason).then((code) => target.exit(code));
  };
  const faulted = (error: unknown) => {
    options.log("fault", { error: codeOf(error), where: whereOf(error) });
    void stop("fault").then((code) => target.exit(code));
  };
  target.on("SIGTERM", () => signalled("SIGTERM"));
  target.on("SIGINT", () => signalled("SIGINT"));
  target.on("uncaughtException", faulted);
  target.on("unhandledRejection", faulted);
  return { onStop: (step, end) => void steps.push({ step, stop: end }), stop };
}

/**
 * Runs a process's `main`. An error that an operator can mend is printed as its message alone, anything else with its frames;
 * both end the process with exit code 1.
 *
 * @param main wires the process; its promise settles once it serves
 */
export async function runMain(
  main: () => Promise<unknown>,
  out: { error(line: string): void; exit(code: number): void } = {
    error: (line) => void process.stderr.write(`${line}\n`),
    exit: (code) => process.exit(code),
  },
): Promise<void> {
  try {
    await main();
  } catch (error) {
    out.error(
      isForOperator(error)
        ? error.message
        : `could not start: ${codeOf(error)} at ${whereOf(error)}`,
    );
    out.exit(1);
  }
}

function isForOperator(error: unknown): error is Error {
  return (
    error instanceof ServiceError ||
    (error instanceof Error && "who" in error && error.who === "operator")
  );
}

async function finished(
  step: string,
  end: () => unknown,
  deadline: number,
  log: Log<typeof serviceEvents>,
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), Math.max(0, deadline - Date.now()));
  });
  try {
    const ended = (async () => end())();
    if ((await Promise.race([ended, late])) !== "late") return true;
    log("stop step late", { step });
    return false;
  } catch (error) {
    log("stop step failed", { step, error: codeOf(error) });
    return false;
  } finally {
    clearTimeout(timer);
  }
}
