import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { actor } from "@aside/protocol";
import { Command } from "commander";
import * as z from "zod";
import { CliError } from "./errors.ts";
import { answerOf, connect, gatewayOptions, type GatewayOptions } from "./gateway.ts";

const PATH = "/v1/settings/detection";
const changes = z.object({ changes: z.array(z.looseObject({ at: z.int(), by: actor })) });

/** `aside detection show | put FILE | changes`: what a tenant wants found and cut out otherwise than by default. */
export function detectionCommand(): Command {
  const command = new Command("detection").description(
    "Read and change what is found in the chat and in exports: types switched off, own patterns (RE2), what the chat cuts out.",
  );
  command.addCommand(
    asking(new Command("show").description("print the settings as JSON")).action(show),
  );
  command.addCommand(
    asking(
      new Command("put").description("put a JSON file in their place (- reads standard input)"),
    )
      .argument("<file>")
      .action(put),
  );
  command.addCommand(
    asking(
      new Command("changes").description(
        "who changed them and when, a line each, the latest first",
      ),
    )
      .option("--json", "a JSON object a line, with the settings before and after")
      .action(list),
  );
  return command;
}

function asking(command: Command): Command {
  for (const option of gatewayOptions()) command.addOption(option);
  return command;
}

async function show({ gateway, key }: GatewayOptions): Promise<void> {
  const response = await (await connect(gateway, key)).ask(PATH);
  process.stdout.write(`${JSON.stringify(await answerOf(response, z.json()), null, 2)}\n`);
}

async function put(file: string, { gateway, key }: GatewayOptions): Promise<void> {
  const body = await jsonOf(file);
  await (await connect(gateway, key)).ask(PATH, { method: "PUT", body });
  process.stderr.write("changed; every gateway follows within ten seconds\n");
}

async function list({
  gateway,
  key,
  json = false,
}: GatewayOptions & { readonly json?: boolean }): Promise<void> {
  const response = await (await connect(gateway, key)).ask(`${PATH}/changes`);
  for (const one of (await answerOf(response, changes)).changes)
    process.stdout.write(
      json ? `${JSON.stringify(one)}\n` : `${new Date(one.at).toISOString()}  ${nameOf(one.by)}\n`,
    );
}

/** `agent Carla`, `API key shop`, `operator`. */
function nameOf(by: z.infer<typeof actor>): string {
  if (by.kind === "agent") return `agent ${by.name}`;
  return by.kind === "api" ? `API key ${by.key}` : "operator";
}

async function jsonOf(file: string): Promise<unknown> {
  try {
    return JSON.parse(file === "-" ? await text(process.stdin) : await readFile(file, "utf8"));
  } catch (cause) {
    throw new CliError("refused", `${file} cannot be read, or is no JSON`, { cause });
  }
}
