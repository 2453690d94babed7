import { chromium } from "@playwright/test";
import { meet, openDesk, openShop } from "../journeys/fixtures.ts";
import { testCard } from "../pages/shop-page.ts";
import config from "../playwright.config.ts";
import type { System } from "../system/system.ts";
import type { Figure } from "./report.ts";
import { median } from "./statistics.ts";

const RUNS = 5;

/** What people wait for, in Chromium: from the agent's key to a form that takes input, and from the customer's button to the agent's result. */
export async function benchFaces(system: System): Promise<Figure[]> {
  const browser = await chromium.launch(config.use?.launchOptions ?? {});
  const ready: number[] = [];
  const result: number[] = [];
  for (let round = 0; round < RUNS; round += 1) {
    const shop = await openShop(browser, system);
    const desk = await openDesk(browser, system);
    await meet(shop, desk, `round ${round}`);
    await desk.composer.fill("/card");
    const asked = performance.now();
    await desk.capture("/card");
    await shop.form.field("Card number").waitFor();
    ready.push(performance.now() - asked);
    await shop.form.fillCard(testCard);
    const submitted = performance.now();
    await shop.form.button("Save card").click();
    await desk.text("Visa •••• 1111").waitFor();
    result.push(performance.now() - submitted);
    await shop.page.context().close();
    await desk.page.context().close();
  }
  await browser.close();
  return [
    {
      name: "request to form ready",
      value: median(ready),
      unit: "ms",
      goal: "reported",
      met: null,
      detail:
        "agent’s key to a form that takes input, fresh browser, the driver’s own steps included",
    },
    {
      name: "submit to agent result",
      value: median(result),
      unit: "ms",
      goal: "reported",
      met: null,
      detail: "customer’s button to the result in the console",
    },
  ];
}
