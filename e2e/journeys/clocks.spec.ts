import { readFileSync } from "node:fs";
import * as z from "zod";
import { testCard } from "../pages/shop-page.ts";
import { startSystem } from "../system/system.ts";
import { expect, meet, openDesk, openShop, test } from "./fixtures.ts";

for (const [seconds, where] of [
  [60, "ahead of"],
  [-60, "behind"],
] as const) {
  test(`the collector's clock a minute ${where} the gateway's: a capture is opened, stored and told`, async ({
    browser,
  }) => {
    const system = await startSystem({ collectorNodeArgs: ["--import", clockOff(seconds)] });
    try {
      const shop = await openShop(browser, system);
      const desk = await openDesk(browser, system);
      await meet(shop, desk, "what time is it");
      await desk.capture("/card");
      await shop.form.fillCard(testCard);
      await shop.form.button("Save card").click();
      await expect(desk.text("Visa •••• 1111")).toBeVisible();
      await expect(shop.text("Visa •••• 1111 was stored securely")).toBeVisible();
      const said = z.object({ time: z.number() });
      const lines = readFileSync(system.collector.log, "utf8").trim().split("\n");
      const { time } = said.parse(JSON.parse(lines.at(-1) ?? ""));
      expect(Math.abs(time - Date.now() - seconds * 1_000)).toBeLessThan(30_000);
      await shop.page.context().close();
      await desk.page.context().close();
    } finally {
      await system.stop();
    }
  });
}

/** A module that sets a process's clock off by so many seconds. */
function clockOff(seconds: number): string {
  const code = `
    const Exact = Date;
    const now = () => Exact.now() + ${seconds * 1_000};
    globalThis.Date = class Date extends Exact {
      constructor(...parts) { if (parts.length === 0) super(now()); else super(...parts); }
      static now() { return now(); }
    };`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}
