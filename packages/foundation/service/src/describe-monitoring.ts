import type { LogEvents } from "./log.ts";
import type { Metrics } from "./metrics.ts";

/**
 * What a process counts, and which warnings and errors it can say, as a page in Markdown for the documentation.
 *
 * @param of.process `gateway` or `collector`
 * @throws where a warning or an error does not say what it means
 */
export function describeMonitoring(of: {
  process: string;
  metrics: Pick<Metrics, "describe">;
  events: LogEvents;
}): string {
  const rows = Object.entries(of.events)
    .filter(([, { level }]) => level !== "debug" && level !== "info")
    .map(([name, { level, help }]) => {
      if (help === undefined) throw new Error(`"${name}" does not say what it means`);
      return `| \`${name}\` | ${level} | ${help} |`;
    });
  return `# Monitoring the ${of.process}

\`GET /metrics\` answers in Prometheus's form: these, and the process's own (\`process_\`, \`nodejs_\`). No label holds what a person typed.

${of.metrics.describe()}
The log is JSON, a line an event, on standard output. Warnings and errors are these; their fields are ids, numbers and closed words, never a text.

| \`msg\` | level | what it means, and what to do |
| --- | --- | --- |
${rows.join("\n")}
`;
}
