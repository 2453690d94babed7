import { join } from "node:path";
import { Command, Option } from "commander";
import { CliError } from "./errors.ts";
import { verifyExport } from "./verify-export.ts";

/** `aside verify`: whether an export is what its signed manifest says. */
export function verifyCommand(): Command {
  return new Command("verify")
    .description("Check an export against its signed manifest, without a network.")
    .argument("<export>", "the file; its manifest is beside it as <export>.manifest.json")
    .addOption(
      new Option("--keys <file>", "the gateway's public keys, its public.jwks.json").default(
        join(process.env["ASIDE_DATA"] ?? ".data", "gateway", "public.jwks.json"),
      ),
    )
    .action(async (file: string, { keys }: { readonly keys: string }) => {
      const { right, wrong } = await verifyExport(file, keys);
      for (const line of right) process.stdout.write(`ok: ${line}\n`);
      for (const line of wrong) process.stdout.write(`DOES NOT MATCH: ${line}\n`);
      if (wrong.length > 0) throw new CliError("does_not_match", "do not use this file.");
    });
}
