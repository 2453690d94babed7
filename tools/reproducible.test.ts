import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, test } from "vitest";
// @boundaries-ignore the build as it is done is what is tested
import { buildOptions as cliOptions } from "../apps/cli/build-options.mjs";
// @boundaries-ignore the build as it is done is what is tested
import { buildOptions as collectorOptions } from "../apps/collector/build-options.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
type BuildOptionsOf = typeof cliOptions;
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
  expect(await digestsOfTwo(cliOptions)).toHaveLength(1);
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
  const packages = await packagesIn(cliOptions);
  expect(packages).toContain("node_modules/commander");
  expect([...packages, "node_modules/playwright-core"].filter(runsScript)).toEqual([]);
});

/** The digest of each of two builds, named once where they are the same. */
async function digestsOfTwo(options: BuildOptionsOf): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "aside-build-"));
  const digests = await Promise.all(
    ["one", "two"].map(async (name) => {
      const file = join(folder, name, "main.mjs");
      await build(options(file));
      return createHash("sha256")
        .update(await readFile(file))
        .digest("hex");
    }),
  );
  await rm(folder, { recursive: true });
  return [...new Set(digests)];
}

async function packagesIn(options: BuildOptionsOf): Promise<string[]> {
  const { metafile } = await build({ ...options(join(tmpdir(), "none.mjs")), write: false });
  const packages = Object.keys(metafile.inputs).flatMap((file) => {
    const found = /^(?:.*\/)?(node_modules\/(?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
    return found === undefined ? [] : [found];
  });
  return [...new Set(packages)];
}

function runsScript(path: string): boolean {
  return lock.packages[path]?.hasInstallScript === true;
}
