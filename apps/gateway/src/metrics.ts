import { witnessVerdict } from "@aside/protocol";
import { createMetrics, type Metrics } from "@aside/service";

const sides = ["customer", "agent"] as const;
const outcomes = ["completed", "declined", "cancelled", "expired", "failed"] as const;

/** What the gateway counts. No label holds what a person typed, and none names a tenant. */
export function gatewayMetrics(process = true) {
  const metrics: Metrics = createMetrics({ prefix: "aside_gateway_", process });
  const counters = {
    requests: bySide(metrics, "requests_total", "requests on sockets"),
    refused: bySide(metrics, "refused_total", "refused requests"),
    delivered: bySide(metrics, "delivered_total", "frames delivered"),
    cuts: bySide(metrics, "cuts_total", "spans cut out of messages"),
  };
  return {
    router: metrics.router,
    text: () => metrics.text(),
    describe: () => metrics.describe(),
    sockets: metrics.gauge({ name: "sockets", help: "connected sockets", labels: { side: sides } }),
    conversations: metrics.gauge({
      name: "conversations",
      help: "conversations in hand",
      labels: {},
    }),
    ...counters,
    held: metrics.counter({
      name: "held_total",
      help: "customers' messages dropped during a capture",
      labels: {},
    }),
    /** One in sixteen. */
    requestSeconds: sampled(
      metrics.histogram({
        name: "request_seconds",
        help: "from a socket's request to its answer, of one in sixteen",
        labels: { side: sides },
      }),
    ),
    strays: metrics.counter({
      name: "strays_total",
      help: "what customers decided about what was cut out of their messages",
      labels: { outcome: ["taken", "released", "discarded"] },
    }),
    cardAsks: metrics.counter({
      name: "card_asks_total",
      help: "agents' messages that asked for a card in the chat, and were stopped",
      labels: {},
    }),
    captures: metrics.counter({
      name: "captures_total",
      help: "captures that ended",
      labels: { outcome: outcomes },
    }),
    webhooks: metrics.counter({
      name: "webhooks_total",
      help: "tries to tell a tenant's server that a capture ended",
      labels: { result: ["delivered", "failed", "given_up"] },
    }),
    webhooksWaiting: metrics.gauge({
      name: "webhooks_waiting",
      help: "webhooks that their receivers have not taken, 10,000 or more counted as 10,000",
      labels: {},
    }),
    witnessed: metrics.counter({
      name: "audit_letters_total",
      help: "checkpoints of audit logs that the collector told, by what was found",
      labels: { verdict: witnessVerdict.options },
    }),
    forgotten: metrics.counter({
      name: "forgotten_total",
      help: "rows that were removed because their time was over",
      labels: { what: ["acts", "customer_sessions", "webhooks"] },
    }),
    /** Hands on what was counted since. Called every second: a registry's own counting costs too much for every message. */
    settle: () => {
      for (const counter of Object.values(counters)) counter.settle();
    },
  };
}

export type GatewayMetrics = ReturnType<typeof gatewayMetrics>;

type Side = (typeof sides)[number];
interface BySide {
  readonly side: Side;
}

function bySide(metrics: Metrics, name: string, help: string) {
  const counter = metrics.counter({ name, help, labels: { side: sides } });
  const counts = { customer: 0, agent: 0 };
  return {
    add(amount: number, { side }: BySide) {
      counts[side] += amount;
    },
    settle() {
      for (const side of sides) {
        counter.add(counts[side], { side });
        counts[side] = 0;
      }
    },
  };
}

function sampled(histogram: { observe(value: number, labels: BySide): void }) {
  let turn = 0;
  return {
    /** @param began of `performance.now()` */
    observe(began: number, labels: BySide) {
      turn = (turn + 1) & 15;
      if (turn === 0) histogram.observe((performance.now() - began) / 1_000, labels);
    },
  };
}
