import { launchOptions } from "@aside/chromium";
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "..",
  testMatch: [
    "e2e/journeys/**/*.spec.ts",
    "e2e/boundary/**/*.spec.ts",
    "apps/console/test/{policy,press,replay}.spec.ts",
  ],
  globalSetup: "./system/global-setup.ts",
  outputDir: "../artifacts/test-results",
  fullyParallel: false,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env["CI"]),
  reporter: [["list"], ["json", { outputFile: "../artifacts/playwright.json" }]],
  use: {
    browserName: "chromium",
    headless: true,
    viewport: { width: 1440, height: 900 },
    // Every action with the page as it was; a film besides would cost each test, and be thrown away.
    trace: { mode: "retain-on-failure", screenshots: false },
    // As each page was at the end, kept with the other artifacts.
    screenshot: "on",
    launchOptions: launchOptions({ sandbox: false }),
  },
});
