import { join } from "node:path";
import { openDatabase, type Database, type PostgresLog } from "@aside/postgres";
import { makeDataFolder, ServiceError, silentLog } from "@aside/service";
import { migrationSets } from "../migration-sets.ts";
import type { GatewaySettings } from "../settings.ts";
import { agentCommand } from "./agent.ts";
import { auditCommand } from "./audit.ts";
import { apiKeyCommand } from "./api-key.ts";
import { tenantCommand } from "./tenant.ts";
import { webhookCommand } from "./webhook.ts";

/** What a command of the operator's works with. `say` prints a line, `input` is what was piped in. */
export interface Desk {
  readonly database: Database;
  readonly settings: GatewaySettings;
  readonly say: (line: string) => void;
  readonly input: () => Promise<string>;
  readonly now: () => number;
}

/** @throws {ServiceError} `wrong_settings` that says what is missing or wrong */
export type OperatorCommand = (desk: Desk, words: readonly string[]) => Promise<void>;

const commands: Readonly<Record<string, OperatorCommand>> = {
  tenant: tenantCommand,
  agent: agentCommand,
  "api-key": apiKeyCommand,
  webhook: webhookCommand,
  audit: auditCommand,
};

export const COMMANDS_USAGE = `gateway tenant put FILE            make or change a tenant from a JSON file (- reads standard input)
gateway tenant show TENANT         its settings as such a file
gateway agent put TENANT EMAIL NAME [--supervisor] [--password-stdin]
                                   make or change an agent; without --password-stdin a new agent's password is made and printed once
gateway agent remove TENANT EMAIL  ends the sessions and lets nobody sign in by that address
gateway agent list TENANT
gateway api-key make TENANT NAME   make a key for a server of the tenant's, printed once
gateway api-key revoke TENANT NAME
gateway api-key list TENANT
gateway webhook TENANT [URL]       where the tenant hears how captures ended; without URL: nowhere
gateway audit checkpoints LOG      what was witnessed of an audit log (a tenant's id or _collector), as aside audit verify reads it
gateway audit alarms LOG           what is wrong with it
gateway audit accept LOG           take the collector's log as it is now: after a restored backup, see docs/audit.md
`;

/** Whether there is an operator's command of that name. */
export function isCommand(word: string): boolean {
  return Object.hasOwn(commands, word);
}

/** Runs one command against the database, beside a gateway that may be serving from it. */
export async function runCommand(
  word: string,
  words: readonly string[],
  settings: GatewaySettings,
): Promise<void> {
  const command = commands[word];
  if (command === undefined) throw new ServiceError("wrong_settings", "There is no such command");
  const database = await openGatewayDatabase(settings, silentLog);
  try {
    await command({ database, settings, say, input, now: Date.now }, words);
  } finally {
    await database.close();
  }
}

export async function openGatewayDatabase(
  settings: GatewaySettings,
  log: PostgresLog,
): Promise<Database> {
  if (settings.databaseUrl === undefined) await makeDataFolder(settings.data, "ASIDE_DATA");
  return await openDatabase({
    name: "gateway",
    url: settings.databaseUrl,
    dataDir: join(settings.data, "gateway"),
    migrations: migrationSets,
    log,
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const MOST_INPUT = 1_000_000;

async function input(): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of process.stdin) {
    const bytes = Buffer.from(part);
    length += bytes.length;
    if (length > MOST_INPUT) throw new ServiceError("wrong_settings", "The input is too large");
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString("utf8");
}
