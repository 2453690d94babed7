import { setTimeout as pause } from "node:timers/promises";
import type { System } from "../system/system.ts";
import { agentCookie } from "./agent-cookie.ts";
import { connectLoad, residentBytes } from "./processes.ts";
import type { Figure } from "./report.ts";

const WARM = 300;
const CONVERSATIONS = 1_000;

/** What the gateway must be started with. */
export const collecting = ["--expose-gc", "--import", new URL("collect.mjs", import.meta.url).href];

/** Memory a conversation whose customer is connected and silent, and whose agent listens: after a collection, less what was there before. */
export async function benchIdleMemory(system: System): Promise<Figure[]> {
  const url = system.gateway.url;
  const crowd = { url, origin: url, cookie: await agentCookie(system) };
  const warm = await connectLoad({ ...crowd, customers: WARM });
  const before = await used(system);
  const idle = await connectLoad({ ...crowd, customers: CONVERSATIONS });
  const after = await used(system);
  await idle.stop();
  await warm.stop();
  const kilobytes = (bytes: number) => bytes / CONVERSATIONS / 1_024;
  return [
    {
      name: "memory an idle conversation, live heap",
      value: kilobytes(after.heap - before.heap),
      unit: "KB",
      goal: "reported",
      met: null,
      detail: `${CONVERSATIONS} connected; socket.io's own part is about 10 KB (engine, ws and node sockets)`,
    },
    {
      name: "memory an idle conversation, resident",
      value: kilobytes(after.resident - before.resident),
      unit: "KB",
      goal: "reported",
      met: null,
      detail: "with what the heap and malloc keep in reserve after the connects",
    },
  ];
}

async function used({ gateway }: System): Promise<{ heap: number; resident: number }> {
  // Timers of the connections that just came, the queue's calm and two sweeps are over by then.
  await pause(5_000);
  for (let turn = 0; turn < 2; turn += 1) {
    process.kill(gateway.pid(), "SIGUSR2");
    await pause(1_000);
  }
  const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
  const heap = /^nodejs_heap_size_used_bytes (\S+)$/m.exec(metrics)?.[1];
  if (heap === undefined) throw new Error("no heap size among the metrics");
  return { heap: Number(heap), resident: residentBytes(gateway.pid()) };
}
