import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ready, type SealedEnvelope } from "@aside/seal";
import {
  createPeers,
  gatewayKey,
  makeFolder,
  publicKeyIn,
  startGateway,
  writeGatewayKeys,
} from "../test/harness.ts";

/**
 * Captures a second beside what express and one durable insert alone allow, in the same run. The collector must be built.
 * `npx tsx apps/collector/bench/captures.ts [captures] [at once]`
 */
const [count = 2_000, width = 16] = process.argv.slice(2).map(Number);
const audience = "http://collector.test";
const agent = new Agent({ keepAlive: true, maxSockets: width });

await ready();
const place = await makeFolder();
const gateway = await startGateway();
const key = gatewayKey();
await writeGatewayKeys(place.folder, key);
const collector = await serve([fileURLToPath(new URL("../dist/main.mjs", import.meta.url))]);
gateway.trust(await publicKeyIn(join(place.folder, "collector", "public.jwks.json")));
const peers = createPeers({ url: collector.url, gatewayUrl: gateway.url, audience, key });

const sealed: { capture: string; envelope: SealedEnvelope }[] = [];
const prepared = await timed(count, async () => {
  const capture = await peers.register();
  const form = await peers.open(capture, undefined, gateway.url);
  sealed.push({ capture, envelope: peers.seal(form) });
});
const bodies = sealed.map((each) => JSON.stringify(each));
const cpuBefore = await cpu(collector.url);
const submits = await timed(count, (index) =>
  post(`${collector.url}/v1/captures/submit`, bodies[index] ?? ""),
);
const cpuAfter = await cpu(collector.url);
const waitFrom = performance.now();
await gateway.until(() => gateway.heard.length >= count * 3);
const drained = performance.now() - waitFrom;
collector.child.kill("SIGTERM");
await once(collector.child, "close");

const ceiling = await serve([
  "--import",
  "tsx",
  fileURLToPath(new URL("./express-and-insert.ts", import.meta.url)),
]);
await timed(200, (index) => post(`${ceiling.url}/`, bodies[index] ?? ""));
const bare = await timed(count, (index) => post(`${ceiling.url}/`, bodies[index] ?? ""));
ceiling.child.kill("SIGTERM");
await once(ceiling.child, "close");
await gateway.close();
await place.remove();

console.log({
  registerOpenSealPerSecond: prepared.rate,
  submitsPerSecond: submits.rate,
  submitP50: submits.p50,
  submitP99: submits.p99,
  submitCpuMs: ((cpuAfter - cpuBefore) * 1_000) / count,
  callbacksDrainedMs: drained,
  ceilingPerSecond: bare.rate,
  ratio: submits.rate / bare.rate,
});
agent.destroy();

async function serve(args: string[]) {
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      ASIDE_DATA: place.folder,
      ASIDE_COLLECTOR_PORT: "0",
      ASIDE_COLLECTOR_RATE: "100000",
      ASIDE_GATEWAY_URL: gateway.url,
      ASIDE_COLLECTOR_URL: audience,
      ASIDE_DEMO: "1",
    },
  });
  const port = await new Promise<string>((resolve) => {
    let text = "";
    child.stdout.on("data", (part: Buffer) => {
      text = (text + part.toString()).slice(-4_000);
      const found = /"port":(\d+)/.exec(text)?.[1];
      if (found) resolve(found);
    });
  });
  return { child, url: `http://127.0.0.1:${port}` };
}

async function timed(times: number, task: (index: number) => Promise<unknown>) {
  const took: number[] = [];
  let next = 0;
  const began = performance.now();
  const worker = async () => {
    while (next < times) {
      const index = next++;
      const from = performance.now();
      await task(index);
      took.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  const rate = Math.round((times * 1_000) / (performance.now() - began));
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return { rate, p50: at(0.5), p99: at(0.99) };
}

function post(url: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
    };
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error("refused"));
      response.resume().on("end", resolve);
    });
    sent.on("error", reject).end(body);
  });
}

async function cpu(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1]);
}
