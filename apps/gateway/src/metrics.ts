import { createMetrics, type Metrics } from "@aside/service";

const sides = ["customer", "agent"] as const;
const outcomes = ["completed", "declined", "cancelled", "expired", "failed"] as const;

/** What the gateway counts. No label holds what a person typed, and none names a tenant. */
export function gatewayMetrics(process = true) {
  const metrics: Metrics = createMetrics({ prefix: "aside_gateway_", process });
  return {
    router: metrics.router,
    text: () => metrics.text(),
    sockets: metrics.gauge({ name: "sockets", help: "connected sockets", labels: { side: sides } }),
    conversations: metrics.gauge({
      name: "conversations",
      help: "conversations in hand",
      labels: {},
    }),
    requests: metrics.counter({
      name: "requests_total",
      help: "requests on sockets",
      labels: { side: sides },
    }),
    refused: metrics.counter({
      name: "refused_total",
      help: "refused requests",
      labels: { side: sides },
    }),
    delivered: metrics.counter({
      name: "delivered_total",
      help: "frames delivered",
      labels: { side: sides },
    }),
    held: metrics.counter({
      name: "held_total",
      help: "customers' messages dropped during a capture",
      labels: {},
    }),
    cuts: metrics.counter({
      name: "cuts_total",
      help: "spans cut out of messages",
      labels: { side: sides },
    }),
    appendSeconds: metrics.histogram({
      name: "request_seconds",
      help: "from a socket's request to its answer",
      labels: { side: sides },
    }),
    captures: metrics.counter({
      name: "captures_total",
      help: "captures that ended",
      labels: { outcome: outcomes },
    }),
  };
}

export type GatewayMetrics = ReturnType<typeof gatewayMetrics>;
