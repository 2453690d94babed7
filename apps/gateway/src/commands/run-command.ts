import type { Database } from "@aside/postgres";
import { ServiceError, silentLog } from "@aside/service";
import { openGatewayDatabase } from "../open-gateway-database.ts";
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
