import { readFile } from "node:fs/promises";
import { Command } from "commander";
import { CliError } from "../errors.ts";
import { observeOptions, observePage, type Observed, type ObserveOptions } from "./observe-page.ts";
import { type ListedScript, scriptList, writeManifest } from "./page-manifest.ts";

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
        scripts: reasoned(listed, observed),
      };
      await writeManifest(options.out, manifest, options.key);
      process.stderr.write(
        `${options.out}: ${manifest.scripts.length} scripts, ${Object.keys(manifest.headers).length} headers\n`,
      );
    });
  for (const option of observeOptions()) command.addOption(option);
  return command;
}

/** Every listed script, and whether the page ran it. @throws CliError `unlisted` where it ran another */
function reasoned(listed: readonly ListedScript[], observed: Observed) {
  const same = (a: { sha384: string }, b: { sha384: string }) => a.sha384 === b.sha384;
  const unknown = observed.scripts.filter((script) => !listed.some((one) => same(one, script)));
  if (unknown.length > 0) {
    const lines = unknown.map(({ path, sha384 }) => `  ${path} ${sha384}`).join("\n");
    throw new CliError(
      "unlisted",
      `the page runs what no list gives a reason for; look at each and list it:\n${lines}`,
    );
  }
  const ran = observed.scripts.flatMap(({ path, sha384 }) => {
    const why = listed.find((one) => one.sha384 === sha384)?.why ?? "";
    return [{ path, sha384, why, seen: true }];
  });
  const later = listed.filter((one) => !ran.some((script) => same(script, one)));
  return [...ran, ...later.map((script) => ({ ...script, seen: false }))];
}

async function readList(path: string): Promise<ListedScript[]> {
  try {
    return scriptList.parse(JSON.parse(await readFile(path, "utf8"))).scripts;
  } catch (cause) {
    throw new CliError("unlisted", `${path} is no list of scripts (path, sha384, why)`, { cause });
  }
}
