import express, { type Router } from "express";

/** Throws, or rejects, while the process is not able to serve. */
export type Check = () => unknown;

export interface Health {
  /** `GET /healthz`: the process runs. `GET /readyz`: every check passes and no stop has begun; 503 otherwise, naming the checks. */
  readonly router: Router;
  /** From now on `/readyz` answers 503, so that a balancer sends nobody here. */
  drain(): void;
}

/**
 * Health and readiness for a balancer or an orchestrator.
 *
 * @param options.checks what must hold to serve, by name; an answer never holds a check's error
 * @param options.timeoutMs how long a check may take; 2,000 when absent
 */
export function createHealth(options: {
  checks: Readonly<Record<string, Check>>;
  timeoutMs?: number;
}): Health {
  let draining = false;
  const router = express.Router();
  router.get("/healthz", (_request, response) => {
    response.setHeader("cache-control", "no-store").json({ status: "ok" });
  });
  router.get("/readyz", async (_request, response) => {
    const names = Object.entries(options.checks);
    const verdicts = await Promise.all(
      names.map(([, check]) => passes(check, options.timeoutMs ?? 2000)),
    );
    const checks = Object.fromEntries(
      names.map(([name], index) => [name, verdicts[index] ? "ok" : "failed"]),
    );
    const status = draining ? "stopping" : verdicts.every(Boolean) ? "ok" : "not ready";
    response.setHeader("cache-control", "no-store");
    response.status(status === "ok" ? 200 : 503).json({ status, checks });
  });
  return {
    router,
    drain: () => {
      draining = true;
    },
  };
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
