import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/** A Chromium that is there already; without one, Playwright's own. `npm test` sees to it that there is one. */
const chromium = [
  process.env["CHROMIUM_PATH"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => path !== undefined && existsSync(path));

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "..",
  testMatch: [
    "e2e/journeys/**/*.spec.ts",
    "e2e/boundary/**/*.spec.ts",
    "apps/console/test/policy.spec.ts",
  ],
  outputDir: "../artifacts/test-results",
  fullyParallel: false,
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env["CI"]),
  reporter: [["list"], ["json", { outputFile: "../artifacts/playwright.json" }]],
  use: {
    browserName: "chromium",
    headless: true,
    viewport: { width: 1440, height: 900 },
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      args: flags,
      ...(chromium === undefined ? {} : { executablePath: chromium }),
    },
  },
});
