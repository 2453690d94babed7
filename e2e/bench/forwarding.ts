import { once } from "node:events";
import { type FileHandle, mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { Agent, createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { callbackMessage } from "@aside/protocol";
import { openForm } from "../clients/form.ts";
import { gatewayKey } from "../clients/gateway-key.ts";
import { startSystem, type System } from "../system/system.ts";
import { register } from "./capture-jobs.ts";
import { startServer } from "./processes.ts";
import type { Figure } from "./report.ts";
import { median, percentile } from "./statistics.ts";

const CALLS = 400;
/** V8 compiles what it has run some hundred times: before that, its interpreter is most of what is measured. */
const WARM = 1_000;
/** A tenant may forward so often at once, and a hundred times a second: after so many calls the bench waits. */
const BURST = 200;
const PAUSE = 2_000;
const GOAL = 3;

/**
 * What the collector adds to a call of a provider, which is a process of its own: opening a value, its audit entry on disk before that,
 * splicing, reducing. One call at a time, by processes that run for a while.
 */
export async function benchForwarding(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "aside-bench-"));
  const provider = await startServer("provider.ts");
  try {
    const file = join(folder, "destinations.json");
    await writeFile(file, JSON.stringify({ destinations: [destination(provider.url)] }));
    const system = await startSystem({
      env: { ASIDE_COLLECTOR_DESTINATIONS: file, ASIDE_COLLECTOR_RATE: "100000" },
    });
    try {
      return [await measure(system, provider.url)];
    } finally {
      await system.stop();
    }
  } finally {
    await provider.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(system: System, origin: string): Promise<Figure> {
  const key = (await system.collect("api-key", "demo")).trim();
  const token = await capturedToken(system);
  const body = (number: string) => JSON.stringify({ amount: 4_200, card: { number } });
  const through = caller(`${system.collector.url}/v1/forward/bench/pay`, {
    authorization: `Bearer ${key}`,
  });
  const directly = caller(`${origin}/pay`, {});
  const added: number[] = [];
  const direct: number[] = [];
  const forwarded: number[] = [];
  const synced: number[] = [];
  const disk = await open(join(system.data, "disk"), "a");
  for (let call = 0; call < WARM + CALLS; call += 1) {
    const bare = await directly(body("4111111111111111"));
    const ours = await through(body(`{{${token}.card.pan}}`));
    const sync = await syncing(disk);
    if (call % BURST === BURST - 1) await delay(PAUSE);
    if (call < WARM) continue;
    direct.push(bare);
    forwarded.push(ours);
    added.push(ours - bare);
    synced.push(sync);
  }
  await disk.close();
  const value = median(added);
  return {
    name: "forwarding, added to a direct call, p50",
    value,
    unit: "ms",
    goal: `< ${GOAL} ms`,
    met: value < GOAL,
    detail: `${median(forwarded).toFixed(2)} ms against ${median(direct).toFixed(2)} ms direct in the same run; p99 added ${percentile(added, 0.99).toFixed(1)} ms; one fsync of the same disk meanwhile ${median(synced).toFixed(2)} ms`,
  };
}

/** Milliseconds until a block that is written is on the disk, as the audit log's entry is before a value is opened. */
async function syncing(file: FileHandle): Promise<number> {
  await file.write(Buffer.alloc(8_192, 1));
  const began = performance.now();
  await file.datasync();
  return performance.now() - began;
}

function destination(origin: string) {
  return {
    id: "bench",
    tenants: ["demo"],
    origin,
    networks: ["127.0.0.0/8"],
    routes: [
      {
        method: "POST",
        path: "/pay",
        contentType: "application/json",
        insert: [{ at: "/card/number", fields: ["card.pan"] }],
        answer: ["/id", "/status"],
      },
    ],
  };
}

/** Posts over one kept connection; says how long until the answer was read, in milliseconds. */
function caller(url: string, headers: Record<string, string>) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return async (body: string): Promise<number> => {
    const began = performance.now();
    const sent = request(url, {
      method: "POST",
      agent,
      headers: {
        ...headers,
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
      },
    });
    const answered = once(sent, "response");
    sent.end(body);
    const [response] = await answered;
    response.resume();
    await once(response, "end");
    if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode}`);
    return performance.now() - began;
  };
}

/** A card captured by the collector; its callback is heard in the gateway's place. */
async function capturedToken(system: System): Promise<string> {
  await system.gateway.stop();
  let hear: (token: string) => void = () => undefined;
  const heard = new Promise<string>((resolve) => (hear = resolve));
  const sink = createServer((incoming, response) => {
    let text = "";
    incoming.on("data", (chunk: Buffer) => (text += chunk.toString()));
    incoming.on("end", () => {
      const parsed = callbackMessage.safeParse(JSON.parse(text || "null"));
      for (const { callback } of parsed.data?.callbacks ?? []) {
        if (callback.type === "capture.ended" && callback.result) hear(callback.result.token);
      }
      response.writeHead(204).end();
    });
  }).listen(Number(new URL(system.gateway.url).port), "localhost");
  await once(sink, "listening");
  const key = await gatewayKey(system);
  const { conversation, capture } = await register(key);
  const parentOrigin = system.gateway.url;
  const claims = { tenant: "demo", conversation, capture, template: "card", parentOrigin };
  const ticket = await key.ticket({ ...claims, locale: "en" });
  const form = await openForm(system.collector.url, ticket, parentOrigin);
  await form.submit({
    "card.pan": "4111111111111111",
    "card.holder": "Jane Doe",
    "card.exp": "12/30",
    "card.cvv": "123",
  });
  const token = await heard;
  sink.closeAllConnections();
  sink.close();
  return token;
}
