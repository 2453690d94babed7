import { readFile } from "node:fs/promises";
import { Command } from "commander";
import { CliError } from "../errors.ts";
import { observeOptions, observePage, type ObserveOptions } from "./observe-page.ts";
import { type ListedScript, scriptList, writeManifest } from "./page-manifest.ts";
import { reasonedScripts } from "./reasoned-scripts.ts";

interface Options extends ObserveOptions {
  readonly key: string;
  readonly scripts: readonly string[];
  readonly out: string;
}

/** `aside manifest URL`: says once, at a release, what a page is, and signs it. */
export function manifestCommand(): Command {
  const command = new Command("manifest")
    .description(
      "Sign what a page is at its release: its headers and every script with its reason.",
    )
    .argument("<url>", "the page, as its visitors open it")
    .requiredOption("--key <file>", "Ed25519 key (PEM); made, with <file>.pub, where there is none")
    .requiredOption(
      "--scripts <files...>",
      "scripts.json of what the page may run: path, sha384, why",
    )
    .requiredOption("--out <file>", "write here, and the signature to <file>.sig")
    .action(async (url: string, options: Options) => {
      const listed = (await Promise.all(options.scripts.map(readList))).flat();
      const observed = await observePage(url, options);
      const manifest = {
        v: 1 as const,
        page: url,
        signedAt: new Date().toISOString(),
        headers: { ...observed.headers },
        scripts: reasonedScripts(listed, observed),
      };
      await writeManifest(options.out, manifest, options.key);
      process.stderr.write(
        `${options.out}: ${manifest.scripts.length} scripts, ${Object.keys(manifest.headers).length} headers\n`,
      );
    });
  for (const option of observeOptions()) command.addOption(option);
  return command;
}

async function readList(path: string): Promise<ListedScript[]> {
  try {
    return scriptList.parse(JSON.parse(await readFile(path, "utf8"))).scripts;
  } catch (cause) {
    throw new CliError("unlisted", `${path} is no list of scripts (path, sha384, why)`, { cause });
  }
}
