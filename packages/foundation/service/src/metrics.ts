import express, { type Router } from "express";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

/** Labels and every value each may have. A value outside the list is counted as `other`: no label holds what a person typed. */
export type Labels = Readonly<Record<string, readonly string[]>>;
type Values<L extends Labels> = { readonly [K in keyof L]: L[K][number] };
type Given<L extends Labels> = keyof L extends never ? [] : [labels: Values<L>];

export interface MetricOptions<L extends Labels> {
  readonly name: string;
  readonly help: string;
  readonly labels: L;
}

export interface Metrics {
  counter<const L extends Labels>(
    options: MetricOptions<L>,
  ): { add(amount: number, ...labels: Given<L>): void };
  gauge<const L extends Labels>(
    options: MetricOptions<L>,
  ): { set(value: number, ...labels: Given<L>): void };
  /** `buckets` in the unit of the name; names end in `_seconds` or `_bytes`. */
  histogram<const L extends Labels>(
    options: MetricOptions<L> & { readonly buckets?: readonly number[] },
  ): { observe(value: number, ...labels: Given<L>): void };
  /** What was declared as a table in Markdown, for the documentation. */
  describe(): string;
  /** Prometheus text. */
  text(): Promise<string>;
  /** `GET /metrics`. */
  readonly router: Router;
}

/**
 * Metrics of one process: what is declared here and prom-client's process metrics.
 *
 * @param options.prefix put before each declared name, `aside_gateway_`
 * @param options.process whether the process's own metrics are collected; true when absent
 */
export function createMetrics(options: { prefix: string; process?: boolean }): Metrics {
  const registry = new Registry();
  if (options.process !== false) collectDefaultMetrics({ register: registry });
  const rows: string[] = [];
  const common = (metric: MetricOptions<Labels>, type: string) => {
    const name = options.prefix + metric.name;
    const labels = Object.entries(metric.labels).map(
      ([label, all]) => `\`${label}\`: ${all.join(", ")}`,
    );
    rows.push(`| \`${name}\` | ${type} | ${metric.help} | ${labels.join("; ")} |`);
    return {
      name,
      help: metric.help,
      labelNames: Object.keys(metric.labels),
      registers: [registry],
    };
  };
  return {
    counter(metric) {
      const counter = new Counter(common(metric, "counter"));
      return { add: (amount, ...[labels]) => counter.inc(closed(metric.labels, labels), amount) };
    },
    gauge(metric) {
      const gauge = new Gauge(common(metric, "gauge"));
      return { set: (value, ...[labels]) => gauge.set(closed(metric.labels, labels), value) };
    },
    histogram(metric) {
      const buckets = metric.buckets ?? [
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
      ];
      const histogram = new Histogram({ ...common(metric, "histogram"), buckets: [...buckets] });
      return {
        observe: (value, ...[labels]) => histogram.observe(closed(metric.labels, labels), value),
      };
    },
    describe: () =>
      [
        "| metric | type | what it counts | labels |",
        "| --- | --- | --- | --- |",
        ...rows,
        "",
      ].join("\n"),
    text: () => registry.metrics(),
    router: express.Router().get("/metrics", async (_request, response) => {
      response.setHeader("content-type", registry.contentType);
      response.setHeader("cache-control", "no-store");
      response.end(await registry.metrics());
    }),
  };
}

function closed(
  declared: Labels,
  given: Readonly<Record<string, string>> | undefined,
): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const [name, values] of Object.entries(declared)) {
    const value = given?.[name];
    labels[name] = value !== undefined && values.includes(value) ? value : "other";
  }
  return labels;
}
