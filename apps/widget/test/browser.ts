import { chromium, type Browser } from "@playwright/test";

/** Chromium for the tests: the one of the machine where there is one, else Playwright's own. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env["ASIDE_CHROMIUM"] ?? "/usr/bin/chromium";
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
