import express, { type Router } from "express";

/** Throws, or rejects, while the process is not able to serve. */
export type Check = () => unknown;

export interface Health {
  /**
   * `GET /healthz`: the process runs. `GET /readyz`: every check passes and no stop has begun; 503 otherwise, naming the checks, and the
   * alarms, which change no status.
   */
  readonly router: Router;
  /** From now on `/readyz` answers 503, so that a balancer sends nobody here. */
  drain(): void;
}

/**
 * Health and readiness for a balancer or an orchestrator.
 *
 * @param options.checks what must hold to serve, by name; an answer never holds a check's error
 * @param options.alarms what an operator has to look at though the process serves, by name
 * @param options.timeoutMs how long a check may take; 2,000 when absent
 */
export function createHealth(options: {
  checks: Readonly<Record<string, Check>>;
  alarms?: Readonly<Record<string, Check>>;
  timeoutMs?: number;
}): Health {
  let draining = false;
  /** Whoever asks while it is looked gets the same: so many ask at once as like to, and the checks run once. */
  let looking: ReturnType<typeof look> | null = null;
  const look = async () => {
    const timeoutMs = options.timeoutMs ?? 2000;
    return await Promise.all([
      runAll(options.checks, timeoutMs, "failed"),
      runAll(options.alarms ?? {}, timeoutMs, "alarm"),
    ]);
  };
  const router = express.Router();
  router.get("/healthz", (_request, response) => {
    response.setHeader("cache-control", "no-store").json({ status: "ok" });
  });
  router.get("/readyz", async (_request, response) => {
    looking ??= look().finally(() => (looking = null));
    const [checks, alarms] = await looking;
    const fine = Object.values(checks).every((verdict) => verdict === "ok");
    const status = draining ? "stopping" : fine ? "ok" : "not ready";
    response.setHeader("cache-control", "no-store");
    response.status(status === "ok" ? 200 : 503);
    response.json({ status, checks, ...(options.alarms && { alarms }) });
  });
  return {
    router,
    drain: () => {
      draining = true;
    },
  };
}

async function runAll(
  checks: Readonly<Record<string, Check>>,
  timeoutMs: number,
  otherwise: string,
): Promise<Record<string, string>> {
  const run = async ([name, check]: [string, Check]) =>
    [name, (await passes(check, timeoutMs)) ? "ok" : otherwise] as const;
  return Object.fromEntries(await Promise.all(Object.entries(checks).map(run)));
}

async function passes(check: Check, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  const run = async () => {
    await check();
    return true;
  };
  try {
    return await Promise.race([run(), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
