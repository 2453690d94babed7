import { join } from "node:path";
import { Worker, type ResourceLimits } from "node:worker_threads";
import { onceARun } from "@aside/service/once-a-run";
import { build } from "esbuild";
import { buildOptions } from "../build-options.mjs";

/**
 * The gateway as it is bundled, once for all tests: it and its threads start in a fraction of the time of the sources. It lies where it finds the
 * embedded PostgreSQL.
 */
export async function bundleGateway() {
  const folder = await onceARun("gateway", (to) => build(buildOptions(to)));
  return {
    main: join(folder, "main.mjs"),
    openMarkingThread: (resourceLimits: ResourceLimits) =>
      new Worker(join(folder, "marking-thread.mjs"), { resourceLimits, env: {} }),
  };
}
