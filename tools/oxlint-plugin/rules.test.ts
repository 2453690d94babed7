import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { temporaryRepository } from "../boundaries/temporary-repository.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What each file says, and the rule of ours that it breaks, if any. */
const cases: [path: string, rule: string | undefined, text: string][] = [
  ["apps/widget/src/a.ts", "no-wildcard-post-message", 'window.parent.postMessage(1, "*");'],
  [
    "apps/widget/src/b.ts",
    "no-wildcard-post-message",
    'parent["postMessage"](1, { targetOrigin: `*` });',
  ],
  ["apps/widget/src/c.ts", undefined, 'window.parent.postMessage(1, "https://shop.example");'],
  ["apps/widget/src/d.ts", undefined, "new MessageChannel().port1.postMessage(1);"],
  ["apps/gateway/src/a.ts", "no-double-cast", "export const a = 1 as unknown as string;"],
  ["apps/gateway/src/b.ts", undefined, 'export const a = ["x"] as const;'],
  ["apps/gateway/src/c.ts", undefined, "export const a = (n: number) => new Error(`at ${n}`);"],
  ["apps/cli/src/a.ts", "zod-as-namespace", 'import { z } from "zod";\nexport const a = z.int();'],
  ["apps/cli/src/b.ts", "zod-as-namespace", 'import z from "zod";\nexport const a = z.int();'],
  [
    "apps/cli/src/c.ts",
    undefined,
    'import * as z from "zod";\nimport { config } from "zod";\nconfig({ jitless: true });\nexport const a = z.int();',
  ],
  [
    "apps/collector/src/a.ts",
    "constant-error-text",
    "export const a = (n: number) => new Error(`at ${n}`);",
  ],
  [
    "packages/capture-side/vault/src/a.ts",
    "constant-error-text",
    'export const a = (n: string) => new RangeError("at " + n);',
  ],
  [
    "packages/shared/seal/src/a.ts",
    undefined,
    'export const a = new Error("a text on " + "two lines");',
  ],
  [
    "apps/gateway/src/a.test.ts",
    "no-sleep-in-test",
    "await new Promise((done) => setTimeout(done, 50));",
  ],
  [
    "apps/gateway/src/b.test.ts",
    "no-sleep-in-test",
    'import { setTimeout as sleep } from "node:timers/promises";\nawait sleep(5);',
  ],
  [
    "e2e/journeys/a.spec.ts",
    "no-sleep-in-test",
    "export const a = (page: { waitForTimeout(ms: number): void }) => page.waitForTimeout(5);",
  ],
  ["apps/gateway/src/c.test.ts", undefined, "await new Promise((done) => setTimeout(done, 0));"],
];

it("our lint rules see what they are for, and nothing else", () => {
  const files = Object.fromEntries(cases.map(([path, , text]) => [path, `${text}\n`]));
  const folder = temporaryRepository(files);
  cpSync(join(root, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
  cpSync(join(root, "tools/oxlint-plugin"), join(folder, "tools/oxlint-plugin"), {
    recursive: true,
  });
  const oxlint = join(root, "node_modules/oxlint/bin/oxlint");
  const { stdout } = spawnSync(
    process.execPath,
    [oxlint, "--format=json", "apps", "packages", "e2e"],
    {
      cwd: folder,
      encoding: "utf8",
    },
  );
  const found = JSON.parse(stdout)
    .diagnostics.filter((one: { code: string }) => one.code.startsWith("aside("))
    .map((one: { code: string; filename: string }) => [one.filename, one.code.slice(6, -1)]);
  expect(found.sort()).toEqual(
    cases
      .filter(([, rule]) => rule)
      .map(([path, rule]) => [path, rule])
      .sort(),
  );
});
