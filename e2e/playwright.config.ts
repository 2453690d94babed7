import { launchOptions } from "@aside/chromium";
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "..",
  testMatch: [
    "e2e/journeys/**/*.spec.ts",
    "e2e/boundary/**/*.spec.ts",
    "apps/console/test/policy.spec.ts",
  ],
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
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: launchOptions({ sandbox: false }),
  },
});
