import { exportFormat, exportMode, exportWish, lastOf } from "@aside/protocol";
import { Command, InvalidArgumentError, Option } from "commander";
import { dayOrTime } from "./day-or-time.ts";
import { CliError } from "./errors.ts";
import { connect, gatewayOptions, type GatewayOptions } from "./gateway.ts";
import { writeExport } from "./write-export.ts";

interface ExportOptions extends GatewayOptions {
  readonly format: string;
  readonly mode: string;
  readonly agent?: string;
  readonly outcome?: string;
  readonly language?: string;
  readonly class?: string;
  readonly k: number;
  readonly since?: string;
  readonly until?: string;
  readonly conversation?: string;
  readonly out?: string;
}

/** `aside export`: transcripts with every sensitive value replaced by a default. */
export function exportCommand(): Command {
  const command = new Command("export")
    .description("Export transcripts with every sensitive value replaced.")
    .addOption(
      new Option("--format <format>", "how the file is written")
        .choices(exportFormat.options)
        .default("jsonl"),
    )
    .addOption(
      new Option(
        "--mode <mode>",
        "fixed defaults, or coherent surrogates drawn for this export alone",
      )
        .choices(exportMode.options)
        .default("defaults"),
    )
    .addOption(
      new Option(
        "--since <date>",
        "only what began at or after this ISO 8601 date or time",
      ).argParser(dayOrTime),
    )
    .addOption(
      new Option(
        "--until <date>",
        "only what was said up to this ISO 8601 time, or to the end of this date (default: now)",
      ).argParser(dayOrTime),
    )
    .option("--conversation <id>", "only this conversation")
    .option("--agent <id>", "only conversations of this agent, as agt_anna")
    .addOption(
      new Option(
        "--outcome <word>",
        "only with a capture that ended so; none: without any",
      ).choices(["completed", "declined", "cancelled", "expired", "failed", "none"]),
    )
    .addOption(
      new Option("--language <code>", "only in this language").choices(
        exportWish.shape.language.unwrap().options,
      ),
    )
    .option("--class <type>", "only with a value of this class, as CARD_NUMBER or card.pan")
    .addOption(
      new Option(
        "--k <number>",
        "how many conversations must share what is known of a person; fewer are generalised, 1 switches it off",
      )
        .argParser(count)
        .default(5),
    )
    .option(
      "--out <file>",
      "write here, and the signed manifest beside it as <file>.manifest.json; interrupted, the same command goes on (default: standard output)",
    )
    .action(async (options: ExportOptions) => {
      const { since, until, conversation, format, mode, agent, outcome, language, k } = options;
      if (since !== undefined && until !== undefined && lastOf(until) < Date.parse(since))
        throw new CliError("refused", "--until is before --since: nothing lies between them.");
      const gateway = await connect(options.gateway, options.key);
      const wish = { format, mode, since, until, conversation, agent, outcome, language, k };
      await writeExport(gateway, {
        wish: { ...wish, class: options.class },
        out: options.out ?? null,
      });
    });
  for (const option of gatewayOptions()) command.addOption(option);
  return command;
}

function count(value: string): number {
  if (!/^\d{1,3}$|^1000$/.test(value) || Number(value) < 1)
    throw new InvalidArgumentError("A whole number from 1 to 1000.");
  return Number(value);
}
