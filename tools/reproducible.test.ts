import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type BuildOptions } from "esbuild";
import { expect, test } from "vitest";
// @boundaries-ignore the build as it is done is what is tested
import { buildOptions as cliOptions } from "../apps/cli/build-options.mjs";
// @boundaries-ignore the build as it is done is what is tested
import { buildOptions as collectorOptions } from "../apps/collector/build-options.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const cliIn = (folder: string) => cliOptions(join(folder, "main.mjs"));
/** How something is built into a folder. */
type BuildInto = (folder: string) => BuildOptions & { metafile: true };
interface Package {
  resolved?: string;
  integrity?: string;
  link?: boolean;
  optional?: boolean;
  dev?: boolean;
  hasInstallScript?: boolean;
}
const lock: { packages: Record<string, Package> } = JSON.parse(
  readFileSync(join(root, "package-lock.json"), "utf8"),
);

test("[35] the collector builds twice to the same bytes", async () => {
  expect(await digestsOfTwo(collectorOptions)).toHaveLength(1);
});

test("[35] the operator's command line builds twice to the same bytes", async () => {
  expect(await digestsOfTwo(cliIn)).toHaveLength(1);
});

test("[35] every package of the lock has its digest; only tools of other platforms may lack it", () => {
  const entries = Object.entries(lock.packages).filter(
    ([path, { link }]) => path.includes("node_modules/") && link !== true,
  );
  expect(entries.length).toBeGreaterThan(100);
  const odd = entries.filter(
    ([, { integrity, resolved, optional, dev }]) =>
      (integrity === undefined && !(optional === true && dev === true)) ||
      (resolved !== undefined && !resolved.startsWith("https://registry.npmjs.org/")),
  );
  expect(odd.map(([path]) => path)).toEqual([]);
});

test("[35] nothing that the collector's bundle is made of runs a script when it is installed", async () => {
  const packages = await packagesIn(collectorOptions);
  expect(packages.length).toBeGreaterThan(10);
  expect(packages.filter(runsScript)).toEqual([]);
});

test("[35] nothing that the operator's command line is made of runs a script when it is installed", async () => {
  const packages = await packagesIn(cliIn);
  expect(packages).toContain("node_modules/commander");
  expect([...packages, "node_modules/playwright-core"].filter(runsScript)).toEqual([]);
});

/** The digest of each of two builds, named once where they are the same. */
async function digestsOfTwo(options: BuildInto): Promise<string[]> {
  return [...new Set((await twoOf(options)).map(({ digest }) => digest))];
}

async function packagesIn(options: BuildInto): Promise<string[]> {
  const packages = (await twoOf(options)).flatMap(({ inputs }) =>
    inputs.flatMap((file) => {
      const found = /^(?:.*\/)?(node_modules\/(?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
      return found === undefined ? [] : [found];
    }),
  );
  return [...new Set(packages)];
}

interface Built {
  readonly digest: string;
  readonly inputs: readonly string[];
}

const twos = new Map<BuildInto, Promise<Built[]>>();

/** Two builds, made where they are first asked for. */
function twoOf(options: BuildInto): Promise<Built[]> {
  const found = twos.get(options) ?? buildTwo(options);
  twos.set(options, found);
  return found;
}

async function buildTwo(options: BuildInto): Promise<Built[]> {
  const folder = await mkdtemp(join(tmpdir(), "aside-build-"));
  const two = await Promise.all(
    ["one", "two"].map(async (name) => {
      const outdir = join(folder, name);
      const { metafile } = await build(options(outdir));
      const files = (await readdir(outdir)).filter((file) => file.endsWith(".mjs")).toSorted();
      expect(files).toContain("main.mjs");
      const digest = createHash("sha256");
      for (const file of files) digest.update(file).update(await readFile(join(outdir, file)));
      return { digest: digest.digest("hex"), inputs: Object.keys(metafile.inputs) };
    }),
  );
  await rm(folder, { recursive: true });
  return two;
}

function runsScript(path: string): boolean {
  return lock.packages[path]?.hasInstallScript === true;
}
