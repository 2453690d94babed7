import { launchOptions } from "@aside/chromium";
import { defineConfig } from "@playwright/test";

/** The console against a fake gateway: `npm run build && npm run faces`. */
export default defineConfig({
  testDir: "test",
  testMatch: "*.spec.ts",
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  reporter: "line",
  outputDir: "../../artifacts/console",
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    actionTimeout: 15_000,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    launchOptions: launchOptions({ sandbox: false }),
  },
});
