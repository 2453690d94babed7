import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { RunOptions } from "axe-core";

declare global {
  interface Window {
    axe?: typeof import("axe-core");
  }
}

const require = createRequire(import.meta.url);
const source = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong with the widget of this page. Axe is loaded once a page: Playwright's own builder loads it unminified, twice a look. */
export async function violationsOf(page: Page, options: RunOptions = {}) {
  if (await page.evaluate(() => window.axe === undefined)) await page.evaluate(source);
  return await page.evaluate(async (given) => {
    const found = await window.axe?.run("aside-widget", { ...given, resultTypes: ["violations"] });
    return found?.violations ?? [];
  }, options);
}
