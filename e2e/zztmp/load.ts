import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { createId } from "@aside/protocol";
import { connectWire, type Wire } from "./wire.ts";

/** What the load generator, a process of its own, is asked. */
export interface LoadJob {
  readonly url: string;
  readonly customers: number;
  /** Cookie of a signed-in agent; empty for the baseline. */
  readonly cookie: string;
  readonly origin: string;
  readonly seconds: number;
  /** Messages a second over all customers; null: as many as the server takes with `outstanding` unanswered. */
  readonly rate: number | null;
  readonly outstanding: number;
}

export interface LoadResult {
  readonly sent: number;
  readonly delivered: number;
  readonly perSecond: number;
  /** Milliseconds from the send to the agent's socket. */
  readonly p50: number;
  readonly p99: number;
}

const TEXT =
  "I ordered the blue one last Tuesday and the parcel still says it is waiting to be picked up, can you have a look please?";

process.on("message", (job: LoadJob) => {
  void run(job).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});

async function run(job: LoadJob): Promise<LoadResult> {
  const headers = { origin: job.origin, ...(job.cookie === "" ? {} : { cookie: job.cookie }) };
  const sentAt = new Map<string, number>();
  const latencies: number[] = [];
  let arrived: () => void = () => {};
  const agent = await connectWire(job.url, "/agents", {}, headers);
  agent.on("to-console", (message) => {
    const id = messageIdOf(message);
    const sent = id === null ? undefined : sentAt.get(id);
    if (id === null || sent === undefined) return;
    sentAt.delete(id);
    latencies.push(performance.now() - sent);
    arrived();
  });
  const customers: Wire[] = [];
  for (let index = 0; index < job.customers; index += 1) customers.push(await customer(job, agent));

  let sent = 0;
  const send = () => {
    const wire = customers[sent % customers.length];
    sent += 1;
    const id = createId("msg", randomBytes(16));
    sentAt.set(id, performance.now());
    wire?.emit("from-widget", { type: "message", id, text: TEXT }, () => {});
  };
  const started = performance.now();
  const until = started + job.seconds * 1_000;
  if (job.rate === null) {
    arrived = () => {
      if (performance.now() < until) send();
    };
    for (let index = 0; index < job.outstanding; index += 1) send();
    await pause(job.seconds * 1_000);
  } else {
    while (performance.now() < until) {
      const due = Math.floor(((performance.now() - started) / 1_000) * job.rate);
      while (sent < due) send();
      await pause(1);
    }
  }
  const during = latencies.length;
  const seconds = (performance.now() - started) / 1_000;
  for (let waited = 0; sentAt.size > 0 && waited < 5_000; waited += 20) await pause(20);
  agent.close();
  for (const wire of customers) wire.close();
  const sorted = latencies.toSorted((a, b) => a - b);
  return {
    sent,
    delivered: latencies.length,
    perSecond: during / seconds,
    p50: sorted[Math.floor(sorted.length * 0.5)] ?? 0,
    p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
  };
}

async function customer(job: LoadJob, agent: Wire): Promise<Wire> {
  const wire = await connectWire(
    job.url,
    "/customers",
    { v: 1, tenant: "demo", session: null, after: 0, fresh: false, locale: "en" },
    { origin: job.origin },
  );
  if (job.cookie === "") return wire;
  const conversation = await new Promise<string>((resolve) => {
    wire.on("to-widget", (message) => {
      if (isRecord(message) && message["type"] === "welcome")
        resolve(String(message["conversation"]));
    });
  });
  await ask(agent, { type: "join", conversation, after: 0 });
  await ask(agent, { type: "take", conversation });
  return wire;
}

function ask(wire: Wire, body: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    wire.emit("from-console", body, (reply) => {
      if (isRecord(reply) && reply["ok"] === true) resolve();
      else reject(new Error(JSON.stringify(reply)));
    });
  });
}

function messageIdOf(body: unknown): string | null {
  if (!isRecord(body) || body["type"] !== "entry" || !isRecord(body["entry"])) return null;
  const { frame } = body["entry"];
  if (!isRecord(frame) || !isRecord(frame["message"])) return null;
  return String(frame["message"]["id"]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
