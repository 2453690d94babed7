import { incidentPage, type Incident } from "@aside/protocol";
import { Command, Option } from "commander";
import { dayOrTime } from "./day-or-time.ts";
import { answerOf, connect, gatewayOptions, type GatewayOptions } from "./gateway.ts";

interface IncidentOptions extends GatewayOptions {
  readonly since?: string;
  readonly until?: string;
  readonly conversation?: string;
  readonly state?: string;
  readonly json?: boolean;
}

/** `aside incidents`: values that came into the chat where they must not be, a line each, the latest first. */
export function incidentsCommand(): Command {
  const command = new Command("incidents")
    .description(
      "List values that came into the chat where they must not be, and what was done. Never the value.",
    )
    .option("--since <date>", "only at or after this ISO 8601 date or time", dayOrTime)
    .option(
      "--until <date>",
      "only up to this ISO 8601 time, or to the end of this date",
      dayOrTime,
    )
    .option("--conversation <id>", "only of this conversation")
    .addOption(
      new Option("--state <state>", "only those that stand so").choices([
        "open",
        "acknowledged",
        "resolved",
      ]),
    )
    .option("--json", "a JSON object a line, with what became of it and what was said of it")
    .action(list);
  for (const option of gatewayOptions()) command.addOption(option);
  return command;
}

async function list(options: IncidentOptions): Promise<void> {
  const { since, until, conversation, state, json = false } = options;
  const gateway = await connect(options.gateway, options.key);
  let cursor: string | undefined;
  let none = true;
  do {
    const query = { since, until, conversation, state, limit: "500", cursor };
    const response = await gateway.ask("/v1/incidents", { query });
    const page = await answerOf(response, incidentPage);
    for (const one of page.incidents)
      process.stdout.write(`${json ? JSON.stringify(one) : lineOf(one)}\n`);
    none &&= page.incidents.length === 0;
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
  if (none) process.stderr.write("no incidents\n");
}

/** `2026-11-27T15:00:00.000Z  cut  CARD_NUMBER(19)  cnv_… 12  by customer, purged 9 10 11, told customer agt_anna, open` */
export function lineOf(incident: Incident): string {
  const { at, kind, found, conversation, seq, by, purged, told, state } = incident;
  const what = found.map(({ type, length }) => `${type}(${length})`).join(" ");
  const gone = purged.length === 0 ? "" : `, purged ${purged.join(" ")}`;
  const heard = told.length === 0 ? "" : `, told ${told.join(" ")}`;
  return `${new Date(at).toISOString()}  ${kind.padEnd(9)}  ${what === "" ? "-" : what}  ${conversation} ${seq}  by ${by}${gone}${heard}${state === null ? "" : `, ${state}`}`;
}
