import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { Command } from "commander";
import { CliError } from "../errors.ts";
import { comparePage, type Difference } from "./compare-page.ts";
import { observeOptions, observePage, type ObserveOptions } from "./observe-page.ts";
import { readManifest } from "./page-manifest.ts";

interface Options extends ObserveOptions {
  readonly manifest: string;
  readonly publicKey: string;
  readonly report?: string;
}

/** `aside sentinel URL`: whether a page, as a browser receives it, is still what was signed (PCI DSS 11.6.1). For a weekly job. */
export function sentinelCommand(): Command {
  const command = new Command("sentinel")
    .description("Compare a page, as a browser receives it, with its signed manifest.")
    .argument("<url>", "the page, as its visitors open it")
    .requiredOption("--manifest <file>", "what `aside manifest` wrote")
    .requiredOption("--public-key <file>", "the public half of the key it was signed with (PEM)")
    .option("--report <file>", "write what was found, as JSON: the evidence of this run")
    .addHelpText("after", "\nExit codes: 0 as signed, 1 could not look, 2 wrong usage, 3 differs.")
    .action(async (url: string, options: Options) => {
      const signed = await readManifest(options.manifest, options.publicKey);
      const differences = comparePage(signed, await observePage(url, options));
      if (options.report !== undefined)
        await writeReport(options.report, url, options.manifest, differences);
      for (const difference of differences) process.stderr.write(`${spell(difference)}\n`);
      if (differences.length > 0) {
        throw new CliError("page_differs", `${url} is not what was signed on ${signed.signedAt}`);
      }
      process.stderr.write(`${url} is what was signed on ${signed.signedAt}\n`);
    });
  for (const option of observeOptions()) command.addOption(option);
  return command;
}

async function writeReport(
  path: string,
  url: string,
  manifest: string,
  differences: readonly Difference[],
): Promise<void> {
  const digest = createHash("sha256")
    .update(await readFile(manifest))
    .digest("hex");
  const report = {
    page: url,
    at: new Date().toISOString(),
    manifest: { file: manifest, sha256: digest },
    verdict: differences.length === 0 ? "as signed" : "differs",
    differences,
  };
  await writeFile(path, `${JSON.stringify(report, null, 2)}\n`);
}

function spell({ what, where, signed, received }: Difference): string {
  const parts = [signed && `signed ${signed}`, received && `received ${received}`];
  return `${what}: ${where} (${parts.filter(Boolean).join(", ")})`;
}
