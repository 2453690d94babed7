import { Command, CommanderError } from "commander";
import { version } from "../package.json";
import { auditCommand } from "./audit-command.ts";
import { CliError } from "./errors.ts";
import { detectionCommand } from "./detection-command.ts";
import { evidenceCommand } from "./evidence-command.ts";
import { incidentsCommand } from "./incidents-command.ts";
import { exportCommand } from "./export-command.ts";
import { verifyCommand } from "./verify-command.ts";
import { manifestCommand } from "./sentinel/manifest-command.ts";
import { sentinelCommand } from "./sentinel/sentinel-command.ts";

const EXAMPLES = `
Examples, while \`npm start\` runs:
  npx aside export --format openai --out training.jsonl
  npx aside verify training.jsonl
  npx aside incidents --since 2026-01-01

Of a gateway elsewhere: ASIDE_GATEWAY_URL and ASIDE_API_KEY. Options of a command: npx aside export --help
Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 a page is not what was signed.`;

/**
 * The operator's command line.
 *
 * @returns the exit code: 0 done, 1 refused or failed (said on stderr), 2 wrong usage, 3 a page is not what was signed
 */
export async function run(argv: readonly string[]): Promise<number> {
  const program = asideCommand();
  throwOnWrongUsage(program);
  try {
    await program.parseAsync(argv);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof CliError) {
      process.stderr.write(`aside: ${error.message}\n`);
      return error.code === "page_differs" ? 3 : 1;
    }
    throw error;
  }
}

/** All commands with their options, as they are given and as `--help` prints them. */
export function asideCommand(): Command {
  return new Command("aside")
    .description("Work with an Aside gateway and its exports.")
    .addHelpText("after", EXAMPLES)
    .version(version, "-V, --version", "print the version")
    .addCommand(exportCommand())
    .addCommand(verifyCommand())
    .addCommand(auditCommand())
    .addCommand(evidenceCommand())
    .addCommand(manifestCommand())
    .addCommand(sentinelCommand())
    .addCommand(incidentsCommand())
    .addCommand(detectionCommand());
}

/** A command that is added has none of its parent's settings: each would end the process by itself. */
function throwOnWrongUsage(command: Command): void {
  command.showHelpAfterError().exitOverride();
  for (const each of command.commands) throwOnWrongUsage(each);
}
