import { createServer } from "node:http";
import { once } from "node:events";
import { builtInTemplates } from "@aside/fields";
import { createId, type Command } from "@aside/protocol";
import {
  createEphemeral,
  fromBase64url,
  hashTemplate,
  ready,
  sealSubmission,
  type SealingKey,
  toBase64url,
} from "@aside/seal";
import { openForm } from "../clients/form.ts";
import { gatewayKey, type GatewayKey } from "../clients/gateway-key.ts";
import type { System } from "../system/system.ts";
import { cpuMicroseconds, postgresMicroseconds, requestLoad, startServer } from "./processes.ts";
import type { Figure } from "./report.ts";
import type { RequestJob } from "./request-load.ts";
import { median, percentile } from "./statistics.ts";

const RUNS = 3;
const EACH = 600;
const AT_ONCE = 16;
const CARD = {
  "card.pan": "4111111111111111",
  "card.holder": "Jane Doe",
  "card.exp": "12/30",
  "card.cvv": "123",
};

/**
 * Captures a second (open and submit: two requests, two durable commits, callbacks included) at 16 at once, as a share of what
 * express with one fsync a request does with as many requests of the same size in the same run. Everything is sealed before the
 * clock starts, and the load comes from a process of its own: the server is what is measured.
 */
export async function benchCaptures(system: System): Promise<Figure[]> {
  await ready();
  const key = await gatewayKey(system);
  const sink = await takeGatewaysPlace(system);
  const ceiling = await startServer("express-ceiling.ts");
  const ours: number[] = [];
  const bare: number[] = [];
  const latencies: number[] = [];
  const cpu: number[] = [];
  const postgres: number[] = [];
  const express: number[] = [];
  const sealing = await currentKey(key, system);
  for (let round = 0; round <= RUNS; round += 1) {
    const jobs = await prepare(EACH, sealing, key, system);
    const before = cpuMicroseconds(system.collector.pid());
    const beforePostgres = postgresMicroseconds(system.data, "collector");
    const result = await requestLoad({ url: system.collector.url, jobs, atOnce: AT_ONCE });
    const used = cpuMicroseconds(system.collector.pid()) - before;
    const usedByPostgres = postgresMicroseconds(system.data, "collector") - beforePostgres;
    const beforePlain = cpuMicroseconds(ceiling.pid);
    const plain = await requestLoad({ url: ceiling.url, jobs: toRoot(jobs), atOnce: AT_ONCE });
    const usedPlain = cpuMicroseconds(ceiling.pid) - beforePlain;
    // The first round warms both.
    if (round === 0) continue;
    ours.push(result.perSecond);
    bare.push(plain.perSecond);
    latencies.push(...result.took);
    cpu.push(used / 1_000 / EACH);
    postgres.push(usedByPostgres / 1_000 / EACH);
    express.push(usedPlain / 1_000 / EACH);
  }
  await ceiling.stop();
  sink.close();
  const share = median(ours.map((rate, index) => rate / (bare[index] ?? 1)));
  return [
    {
      name: "captures through the collector, share of express + fsync",
      value: share,
      unit: "×",
      goal: "≥ 0.6",
      met: share >= 0.6,
      detail: `${Math.round(median(ours))} of ${Math.round(median(bare))} a second, 16 at once, two requests each`,
    },
    {
      name: "one capture (open and submit) at 16 at once, p50",
      value: percentile(latencies, 0.5),
      unit: "ms",
      goal: "reported",
      met: null,
      detail: `p99 ${percentile(latencies, 0.99).toFixed(0)} ms; CPU ${median(cpu).toFixed(2)} ms collector, ${median(postgres).toFixed(2)} ms PostgreSQL; express ${median(express).toFixed(2)} ms`,
    },
  ];
}

/** Callbacks go to a server that only takes them: the gateway would be measured too. */
async function takeGatewaysPlace(system: System) {
  await system.gateway.stop();
  const sink = createServer((request, response) => {
    request.resume();
    request.on("end", () => response.writeHead(204).end());
  });
  sink.listen(Number(new URL(system.gateway.url).port), "localhost");
  await once(sink, "listening");
  return sink;
}

async function currentKey(key: GatewayKey, system: System): Promise<SealingKey> {
  const registered = await register(key);
  const ticket = await key.ticket(ticketOf(registered, system));
  const { opened } = await openForm(system.collector.url, ticket, system.gateway.url);
  return {
    kid: opened.key.kid,
    publicKey: fromBase64url(opened.key.publicKey) ?? new Uint8Array(),
  };
}

async function prepare(count: number, sealing: SealingKey, key: GatewayKey, system: System) {
  const jobs: { path: string; body: string }[][] = [];
  const queue = Array.from({ length: count }).keys();
  const worker = async () => {
    for (const _ of queue) jobs.push(await prepareOne(sealing, key, system));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return jobs;
}

/** What a form would send, known before it is opened: the ticket is minted here, and so is the ephemeral key. */
async function prepareOne(sealing: SealingKey, key: GatewayKey, system: System) {
  const registered = await register(key);
  const ticket = await key.ticket(ticketOf(registered, system));
  const ephemeral = createEphemeral();
  const envelope = sealSubmission({
    key: sealing,
    ephemeral,
    binding: {
      tenant: "demo",
      capture: registered.capture,
      jti: jtiOf(ticket),
      templateHash: hashTemplate(registered.template),
    },
    fields: Object.entries(CARD).map(([name, text]) => ({ name, bytes: Buffer.from(text) })),
  });
  const epk = toBase64url(ephemeral.publicKey);
  return [
    {
      path: "/v1/captures/open",
      body: JSON.stringify({ ticket, epk, parentOrigin: system.gateway.url }),
    },
    {
      path: "/v1/captures/submit",
      body: JSON.stringify({ capture: registered.capture, envelope }),
    },
  ];
}

async function register(key: GatewayKey) {
  const template = builtInTemplates.find(({ id }) => id === "card");
  const command = {
    command: "register",
    tenant: "demo",
    conversation: createId("cnv", random(16)),
    capture: createId("cap", random(16)),
    template: JSON.parse(JSON.stringify(template)),
    requestedBy: "bench",
    policy: "bench",
    retentionDays: 1,
    showExpiry: false,
    deadline: Date.now() + 500_000,
  } satisfies Command;
  const answer = await key.command(command);
  if (!answer.ok) throw new Error(`register: ${answer.status} ${await answer.text()}`);
  await answer.body?.cancel();
  return command;
}

function ticketOf(registered: { conversation: string; capture: string }, system: System) {
  const { conversation, capture } = registered;
  const parentOrigin = system.gateway.url;
  return { tenant: "demo", conversation, capture, template: "card", parentOrigin, locale: "en" };
}

function jtiOf(ticket: string): string {
  const claims: { jti: string } = JSON.parse(
    Buffer.from(ticket.split(".")[1] ?? "", "base64url").toString(),
  );
  return claims.jti;
}

function toRoot(jobs: RequestJob["jobs"]): RequestJob["jobs"] {
  return jobs.map((requests) => requests.map(({ body }) => ({ path: "/", body })));
}

function random(bytes: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(bytes));
}
