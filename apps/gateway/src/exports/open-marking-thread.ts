import { Worker, type ResourceLimits } from "node:worker_threads";

/** The thread that marks, without the process's environment: beside the bundle a bundle of its own. */
export function openMarkingThread(resourceLimits: ResourceLimits): Worker {
  if (!import.meta.url.endsWith(".ts"))
    return new Worker(new URL("marking-thread.mjs", import.meta.url), { resourceLimits, env: {} });
  const workerData = new URL("marking-thread.ts", import.meta.url).href;
  return new Worker(FROM_SOURCE, { eval: true, workerData, resourceLimits, env: {} });
}

/** What reads TypeScript in a process does not reach into its threads. */
const FROM_SOURCE = `
const { workerData } = require("node:worker_threads");
import("tsx/esm/api").then(({ register }) => {
  register();
  return import(workerData);
});`;
