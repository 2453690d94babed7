import { exportFormat } from "@aside/protocol";
import { Command, InvalidArgumentError, Option } from "commander";
import { connect } from "./gateway.ts";
import { writeExport } from "./write-export.ts";

interface ExportOptions {
  readonly format: string;
  readonly since?: string;
  readonly until?: string;
  readonly conversation?: string;
  readonly out?: string;
  readonly gateway: string;
  readonly key?: string;
}

/** `aside export`: transcripts with every sensitive value replaced by a default. */
export function exportCommand(): Command {
  return new Command("export")
    .description("Export transcripts with every sensitive value replaced by a default.")
    .addOption(
      new Option("--format <format>", "how the file is written")
        .choices(exportFormat.options)
        .default("jsonl"),
    )
    .addOption(
      new Option(
        "--since <date>",
        "only what began at or after this ISO 8601 date or time",
      ).argParser(isoDate),
    )
    .addOption(
      new Option(
        "--until <date>",
        "only what was said before this ISO 8601 date or time (default: now)",
      ).argParser(isoDate),
    )
    .option("--conversation <id>", "only this conversation")
    .option(
      "--out <file>",
      "write here, and the manifest beside it as <file>.manifest.json (default: standard output)",
    )
    .addOption(
      new Option("--gateway <url>", "address of the gateway")
        .env("ASIDE_GATEWAY_URL")
        .default("http://localhost:4000"),
    )
    .addOption(
      new Option("--key <key>", "API key (default: the demonstration's)").env("ASIDE_API_KEY"),
    )
    .action(async (options: ExportOptions) => {
      const gateway = await connect(options.gateway, options.key);
      await writeExport(gateway, {
        query: {
          format: options.format,
          since: options.since,
          until: options.until ?? new Date().toISOString(),
          conversation: options.conversation,
        },
        out: options.out ?? null,
      });
    });
}

function isoDate(value: string): string {
  if (Number.isNaN(Date.parse(value)) || !/^\d{4}-\d{2}-\d{2}/.test(value)) {
    throw new InvalidArgumentError("A date such as 2026-11-22 or 2026-11-22T08:00:00Z.");
  }
  return value;
}
