import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { workspaces } from "./workspaces.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Manifest {
  license?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const manifests = [".", ...workspaces(root).map((one) => one.path)].map((path) => ({
  path,
  manifest: JSON.parse(readFileSync(join(root, path, "package.json"), "utf8")) as Manifest,
}));

it.each(manifests)("$path pins every dependency", ({ manifest }) => {
  const ours = Object.entries(all(manifest)).filter(([name]) => name.startsWith("@aside/"));
  const others = Object.entries(all(manifest)).filter(([name]) => !name.startsWith("@aside/"));
  expect(ours.filter(([, version]) => version !== "*")).toEqual([]);
  expect(others.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  expect(manifest.license).toBe("Apache-2.0");
});

it("one version of a dependency in the whole repository", () => {
  const versions = new Map<string, Set<string>>();
  for (const { manifest } of manifests) {
    for (const [name, version] of Object.entries(all(manifest))) {
      versions.set(name, (versions.get(name) ?? new Set()).add(version));
    }
  }
  expect([...versions].filter(([, found]) => found.size > 1)).toEqual([]);
});

it("docs/dependencies.md has one line for each dependency, and none for another", () => {
  const names = manifests.flatMap(({ manifest }) => Object.keys(all(manifest)));
  const others = [...new Set(names.filter((name) => !name.startsWith("@aside/")))].sort();
  const text = readFileSync(join(root, "docs/dependencies.md"), "utf8");
  const documented = [...text.matchAll(/^\| `([^`]+)` \| .{4,} \|$/gm)].map(([, name]) => name);
  expect(documented.sort()).toEqual(others);
});

it("no package runs a script as it is installed", () => {
  const config = readFileSync(join(root, ".npmrc"), "utf8").trim().split("\n");
  expect(config).toContain("ignore-scripts=true");
});

function all({ dependencies, devDependencies, optionalDependencies }: Manifest) {
  return { ...dependencies, ...devDependencies, ...optionalDependencies };
}
