import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { createId } from "@aside/protocol";
import { percentile } from "./statistics.ts";
import { connectWire, type Wire } from "./wire.ts";

/** Who the load generator, a process of its own, is to be. */
export interface Crowd {
  readonly url: string;
  readonly customers: number;
  /** Cookie of a signed-in agent; empty for the baseline. */
  readonly cookie: string;
  readonly origin: string;
}

/** What a crowd that is connected is to do. */
export interface Burst {
  readonly seconds: number;
  /** Messages a second over all customers; null: as many as the server takes with `outstanding` unanswered. */
  readonly rate: number | null;
  readonly outstanding: number;
}

export interface BurstResult {
  readonly sent: number;
  readonly delivered: number;
  readonly perSecond: number;
  /** Milliseconds from the send to the agent's socket. */
  readonly p50: number;
  readonly p99: number;
}

const TEXT =
  "I ordered the blue one last Tuesday and the parcel still says it is waiting to be picked up, can you have a look please?";
/** Customers that connect at the same time. */
const AT_ONCE = 20;

process.once("message", (crowd: Crowd) => {
  connect(crowd).then((burst) => {
    process.on("message", (job: Burst) => void burst(job).then((result) => answer(result), fail));
    answer("connected");
  }, fail);
});

function answer(result: BurstResult | "connected"): void {
  process.send?.({ result });
}

function fail(error: unknown): void {
  process.send?.({ error: String(error) });
}

async function connect(crowd: Crowd): Promise<(job: Burst) => Promise<BurstResult>> {
  const headers = {
    origin: crowd.origin,
    ...(crowd.cookie === "" ? {} : { cookie: crowd.cookie }),
  };
  const sentAt = new Map<string, number>();
  let latencies: number[] = [];
  let arrived: () => void = () => {};
  const agent = await connectWire(crowd.url, "/agents", {}, headers);
  agent.on("to-console", (message) => {
    const id = messageIdOf(message);
    const sent = id === null ? undefined : sentAt.get(id);
    if (id === null || sent === undefined) return;
    sentAt.delete(id);
    latencies.push(performance.now() - sent);
    arrived();
  });
  const customers: Wire[] = [];
  while (customers.length < crowd.customers)
    customers.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(AT_ONCE, crowd.customers - customers.length) }, () =>
          customer(crowd, agent),
        ),
      )),
    );

  return async (job) => {
    latencies = [];
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
      arrived = () => {};
      while (performance.now() < until) {
        const due = Math.floor(((performance.now() - started) / 1_000) * job.rate);
        while (sent < due) send();
        await pause(1);
      }
    }
    const during = latencies.length;
    const seconds = (performance.now() - started) / 1_000;
    for (let waited = 0; sentAt.size > 0 && waited < 5_000; waited += 20) await pause(20);
    sentAt.clear();
    return {
      sent,
      delivered: latencies.length,
      perSecond: during / seconds,
      p50: percentile(latencies, 0.5),
      p99: percentile(latencies, 0.99),
    };
  };
}

async function customer(crowd: Crowd, agent: Wire): Promise<Wire> {
  const wire = await connectWire(
    crowd.url,
    "/customers",
    { v: 1, tenant: "demo", session: null, after: 0, fresh: false, locale: "en" },
    { origin: crowd.origin },
  );
  if (crowd.cookie === "") return wire;
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
