import { setTimeout as wait } from "node:timers/promises";
import type { Browser } from "@playwright/test";

/** Milliseconds between two looks, and how many in turn have to find nothing. */
const PAUSE = 150;
const LOOKS = 3;
/** Seconds of processor time, of all pages together, that are nothing. */
const NOTHING = 0.015;
const PATIENCE = 200;

/**
 * Until none of the browser's pages is at work. A window's address bar is a page too (`chrome://omnibox-popup.top-chrome`), which is loaded beside
 * the first page of a new context and takes half a second of a core.
 */
export async function settled(browser: Browser): Promise<void> {
  const devtools = await browser.newBrowserCDPSession();
  let before = 0;
  let still = 0;
  for (let look = 0; still < LOOKS; look += 1) {
    if (look === PATIENCE) throw new Error("the browser is always at work");
    const { processInfo } = await devtools.send("SystemInfo.getProcessInfo");
    const pages = processInfo.filter(({ type }) => type === "renderer");
    const now = pages.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
    still = Math.abs(now - before) < NOTHING ? still + 1 : 0;
    before = now;
    await wait(PAUSE);
  }
  await devtools.detach();
}
