import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
// @boundaries-ignore the pages are held to the lists themselves
import { isMemoryOnly } from "../packages/capture-side/vault/src/key-class.ts";
// @boundaries-ignore the same
import { fieldClasses } from "../packages/shared/fields/src/field-class.ts";
// @boundaries-ignore the same
import { permittedMetadata } from "../packages/shared/fields/src/metadata.ts";
import { keys, requirements } from "./compliance-rows.mjs";
import { renderDataFlow, renderKeys, renderResponsibility } from "./compliance.mjs";
import { testTitles } from "./threats/test-titles.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = (name: string) => readFileSync(join(root, "docs/compliance", name), "utf8");

/** The formatter aligns tables. */
const words = (text: string) => text.replace(/-{3,}/g, "---").replace(/\s+/g, " ").trim();

test("keys and data flow are current (`npm run compliance` renews them)", () => {
  expect(words(page("keys.md"))).toBe(words(renderKeys()));
  const flow = renderDataFlow(fieldClasses, permittedMetadata, isMemoryOnly);
  expect(words(page("data-flow.md"))).toBe(words(flow));
  expect(keys.filter((row) => !existsSync(join(root, row[5]))).map(([name]) => name)).toEqual([]);
});

test("each requirement has tests, and the page names none whose file is gone", () => {
  const text = page("responsibility.md");
  renderResponsibility(testTitles(root));
  for (const [requirement] of requirements) expect(text).toContain(`## ${requirement}\n`);
  const files = [...text.matchAll(/^- `(.+)`$/gm)].map((match) => match[1] ?? "");
  expect(files.length).toBeGreaterThan(requirements.length);
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test("a requirement whose tests vanished is refused", () => {
  expect(() => renderResponsibility([])).toThrow("no test shows it any more");
});

test("the policy for a host page is the demonstration's, under which the journeys run", () => {
  const text = readFileSync(join(root, "docs/page-integrity.md"), "utf8");
  const snippet = /```\n(default-src[^`]+)```/.exec(text)?.[1] ?? "";
  const pages = readFileSync(join(root, "apps/gateway/src/http/pages.ts"), "utf8");
  const shop = pages.slice(pages.indexOf("function shop("));
  const told = snippet.split(";").map((directive) => directive.trim().split(" ")[0]);
  const served = [...shop.matchAll(/^ +["`]([a-z-]+-(?:src|uri|action|ancestors)) /gm)];
  expect(told).toEqual(served.map((match) => match[1]));
});
