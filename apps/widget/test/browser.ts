import { launchOptions } from "@aside/chromium";
import { chromium, type Browser } from "@playwright/test";

export function launchBrowser(): Promise<Browser> {
  return chromium.launch(launchOptions({ sandbox: false }));
}
