import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { temporaryRepository } from "./temporary-repository.ts";
import { workspaces } from "./workspaces.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const turboJson = readFileSync(join(root, "turbo.json"), "utf8");

const folders = {
  "@aside/seal": ["packages/shared/seal", "shared"],
  "@aside/service": ["packages/foundation/service", "foundation"],
  "@aside/journal": ["packages/conversation-side/journal", "conversation-side"],
  "@aside/vault": ["packages/capture-side/vault", "capture-side"],
  "@aside/gateway": ["apps/gateway", "conversation-side"],
  "@aside/collector": ["apps/collector", "capture-side"],
} as const;
type Name = keyof typeof folders;

describe("tags", () => {
  it.each(workspaces(root).map((one) => [one.path, one] as const))(
    "%s has the one tag that its folder says",
    (_path, workspace) => {
      expect(workspace.side).toBeDefined();
      expect(workspace.tags).toEqual([workspace.side]);
    },
  );

  it("have these allow-lists and no others: a wider one is a change of the design", () => {
    const { tags } = JSON.parse(turboJson).boundaries;
    expect(tags).toEqual({
      shared: { dependencies: { allow: ["shared"] } },
      foundation: { dependencies: { allow: ["foundation"] } },
      "conversation-side": {
        dependencies: { allow: ["shared", "foundation", "conversation-side"] },
      },
      "capture-side": { dependencies: { allow: ["shared", "foundation", "capture-side"] } },
      e2e: { dependencies: { allow: ["shared", "foundation", "e2e"] } },
    });
  });
});

describe("turbo boundaries", () => {
  it("passes a repository in which each side keeps to itself", () => {
    const fine = boundaries({
      "@aside/gateway": "@aside/journal",
      "@aside/collector": "@aside/vault",
    });
    expect(fine).toMatchObject({ status: 0 });
  });

  it.each([
    ["@aside/gateway", "@aside/vault"],
    ["@aside/journal", "@aside/vault"],
    ["@aside/collector", "@aside/journal"],
    ["@aside/seal", "@aside/service"],
    ["@aside/service", "@aside/seal"],
  ] as const)("sees %s depend on %s", (from, to) => {
    const { status, output } = boundaries({ [from]: to });
    expect(status).toBe(1);
    expect(output.replace(/[\s|]+/g, " ")).toContain(
      `Package \`${to}\` found without any tag listed in allowlist for \`${from}\``,
    );
  });
});

/** Runs `turbo boundaries` with the repository's own turbo.json over workspaces that import what `imports` says. */
function boundaries(imports: Partial<Record<Name, Name>>): {
  status: number | null;
  output: string;
} {
  const names = Object.keys(folders) as Name[];
  const folder = temporaryRepository(
    {
      "package.json": {
        name: "fixture",
        private: true,
        packageManager: "npm@11.0.0",
        workspaces: names.map((name) => folders[name][0]),
      },
      "package-lock.json": { name: "fixture", lockfileVersion: 3, packages: {} },
      "turbo.json": turboJson,
      ...Object.fromEntries(names.flatMap((name) => workspace(name, imports[name]))),
    },
    Object.fromEntries(names.map((name) => [name, folders[name][0]])),
  );
  const run = spawnSync(
    process.execPath,
    [join(root, "node_modules/turbo/bin/turbo"), "boundaries"],
    {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1", TURBO_TELEMETRY_DISABLED: "1" },
    },
  );
  return { status: run.status, output: run.stdout + run.stderr };
}

function workspace(name: Name, imported?: Name): [string, string | object][] {
  const [path, tag] = folders[name];
  const dependencies = imported ? { [imported]: "*" } : {};
  const line = imported ? `export * from "${imported}";\n` : "export const it = 1;\n";
  return [
    [`${path}/package.json`, { name, version: "1.0.0", exports: "./src/index.ts", dependencies }],
    [`${path}/turbo.json`, { extends: ["//"], tags: [tag] }],
    [`${path}/src/index.ts`, line],
  ];
}
