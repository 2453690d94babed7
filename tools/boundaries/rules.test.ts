import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { rules } from "./rules.mjs";
import { temporaryRepository } from "./temporary-repository.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** One line a rule: the file that breaks it, and what it imports. The rest of a file's world is in {@link repository}. */
const violations = [
  ["conversation-side-not-to-capture-side", "apps/gateway/src/by-name.ts", "@aside/vault"],
  [
    "conversation-side-not-to-capture-side",
    "packages/conversation-side/journal/src/by-path.ts",
    "../../../capture-side/vault/src/index.ts",
  ],
  [
    "capture-side-not-to-conversation-side",
    "packages/capture-side/vault/src/a.ts",
    "@aside/journal",
  ],
  ["shared-only-to-shared", "packages/shared/seal/src/a.ts", "@aside/service"],
  ["shared-is-pure", "packages/shared/seal/src/b.ts", "express"],
  ["shared-not-to-node-core", "packages/shared/seal/src/c.ts", "node:fs"],
  ["browser-not-to-node-core", "apps/widget/src/a.ts", "node:crypto"],
  ["foundation-holds-no-business", "packages/foundation/service/src/a.ts", "@aside/seal"],
  ["conversation-side-not-to-capture-side", "apps/console/src/type.ts", "@aside/vault"],
  ["apps-not-to-apps", "apps/console/src/a.ts", "../../widget/src/index.ts"],
  [
    "packages-not-to-apps",
    "packages/conversation-side/journal/src/b.ts",
    "../../../../apps/gateway/src/index.ts",
  ],
  ["nothing-to-e2e", "apps/gateway/src/a.ts", "../../../e2e/src/index.ts"],
  ["only-collector-client-signs", "apps/gateway/src/b.ts", "jose"],
  ["only-seal-and-vault-use-libsodium", "apps/collector/src/a.ts", "libsodium-wrappers"],
  ["chat-faces-never-reach-libsodium", "apps/widget/src/b.ts", "@aside/seal"],
  ["form-holds-no-vault", "apps/capture-form/src/a.ts", "@aside/vault"],
  ["sources-not-to-tests", "apps/gateway/src/c.ts", "./index.test.ts"],
  ["no-undeclared-package", "apps/gateway/src/d.ts", "undeclared"],
  ["no-cycle", "apps/collector/src/e.ts", "./f.ts"],
] as const;

describe("dependency rules", () => {
  const breaches = Object.fromEntries(
    violations.map(([, file, specifier]) => [
      file,
      file.endsWith("type.ts")
        ? `import type { it } from "${specifier}";\nexport type A = typeof it;\n`
        : `import { it } from "${specifier}";\nexport const A = it;\n`,
    ]),
  );

  it("passes a repository in which each side keeps to itself", () => {
    expect(cruise(repository())).toEqual([]);
  });

  it("sees each breach, by name and by path, even where only a type crosses", () => {
    const found = cruise(repository(breaches));
    for (const [rule, from] of violations) expect(found).toContainEqual({ rule, from });
    expect(new Set(found.map(({ from }) => from))).toEqual(new Set(Object.keys(breaches)));
  });

  it("has a breach on purpose for every rule, and every rule says what to do instead", () => {
    expect(new Set(violations.map(([rule]) => rule))).toEqual(
      new Set(rules.map((rule) => rule.name)),
    );
    for (const rule of rules) expect(rule.comment?.length).toBeGreaterThan(60);
  });
});

function repository(extra: Record<string, string> = {}): string {
  const folders = {
    "@aside/seal": "packages/shared/seal",
    "@aside/service": "packages/foundation/service",
    "@aside/journal": "packages/conversation-side/journal",
    "@aside/collector-client": "packages/conversation-side/collector-client",
    "@aside/vault": "packages/capture-side/vault",
    "@aside/gateway": "apps/gateway",
    "@aside/widget": "apps/widget",
    "@aside/console": "apps/console",
    "@aside/collector": "apps/collector",
    "@aside/capture-form": "apps/capture-form",
    "@aside/e2e": "e2e",
  };
  const npm = ["express", "jose", "libsodium-wrappers", "undeclared"];
  const index = "export const it = 1;\n";
  const allowed = {
    "packages/shared/seal/src/index.ts": 'export { it } from "libsodium-wrappers";\n',
    "packages/conversation-side/collector-client/src/index.ts": 'export { it } from "jose";\n',
    "packages/foundation/service/src/index.ts": 'export { readFile as it } from "node:fs";\n',
    "apps/capture-form/src/index.ts": 'export { it } from "@aside/seal";\n',
    "apps/collector/src/index.ts": 'export { it } from "@aside/vault";\n',
    "apps/gateway/src/index.ts": 'export { it } from "@aside/collector-client";\n',
    "apps/gateway/src/index.test.ts": 'export { it } from "./index.ts";\n',
    "apps/collector/src/f.ts": 'import { A } from "./e.ts";\nexport const it = A;\n',
  };
  return temporaryRepository(
    {
      "tsconfig.base.json": {},
      ...Object.fromEntries(
        npm.flatMap((name) => [
          [`node_modules/${name}/package.json`, { name, version: "1.0.0", main: "index.js" }],
          [`node_modules/${name}/index.js`, index],
        ]),
      ),
      ...Object.fromEntries(
        Object.entries(folders).flatMap(([name, folder]) => [
          [`${folder}/package.json`, manifest(name, Object.keys(folders))],
          [`${folder}/src/index.ts`, index],
        ]),
      ),
      ...allowed,
      ...extra,
    },
    folders,
  );
}

/** Declares every package but `undeclared`, so that only the rules stand between the sides. */
function manifest(name: string, packages: string[]): object {
  const declared = [...packages, "express", "jose", "libsodium-wrappers"];
  return {
    name,
    version: "1.0.0",
    exports: "./src/index.ts",
    dependencies: Object.fromEntries(declared.map((one) => [one, "*"])),
  };
}

/** Runs the command that `npm run check` runs, with the repository's own configuration. */
function cruise(folder: string): { rule: string; from: string }[] {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
      `--config=${join(root, ".dependency-cruiser.mjs")}`,
      "--output-type=err-long",
      "apps",
      "packages",
      "e2e",
    ],
    { cwd: folder, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } },
  );
  const found = [...stdout.matchAll(/^ *error ([a-z0-9-]+): (\S+)/gm)];
  if (status === 0 && !stdout.includes("no dependency violations found")) throw new Error(stderr);
  expect(status === 0).toBe(found.length === 0);
  return found.map(([, rule = "", from = ""]) => ({ rule, from }));
}
