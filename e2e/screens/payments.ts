import type { Browser } from "@playwright/test";
import { meet, openDesk, openShop } from "../journeys/fixtures.ts";
import { testCard } from "../pages/shop-page.ts";
import { cards, startBank } from "../system/bank.ts";
import { startPayingSystem } from "../system/paying-system.ts";
import type { System } from "../system/system.ts";
import { keepBoth, SCHEMES, SIZES, type Scheme } from "./keep.ts";

/** A card that the bank declines, a bank that asks, and a payment whose security code was lost with its collector. */
export async function payments(browser: Browser): Promise<void> {
  const bank = await startBank();
  const system = await startPayingSystem(bank);
  try {
    for (const scheme of SCHEMES) await paid(browser, system, scheme);
  } finally {
    await system.stop();
    bank.close();
  }
}

async function paid(browser: Browser, system: System, scheme: Scheme): Promise<void> {
  const look = { colorScheme: scheme, viewport: SIZES.wide };
  const desk = await openDesk(browser, system, look);
  const shop = await openShop(browser, system, look);
  await meet(shop, desk, `I want to pay for order 1042, ${scheme}`);
  await desk.capture("/card 42.00 EUR order 1042");
  await shop.form.fillCard({ ...testCard, number: cards.declined });
  await shop.form.button("Pay €42.00 securely").click();
  await shop.form.root.getByText("The payment was declined").waitFor();
  await keepBoth(shop.page, "widget-charge-declined", scheme);

  await shop.form.field("Card number").fill(cards.asked);
  await shop.form.button("Pay €42.00 securely").click();
  const question = shop.form.root.frameLocator('iframe[title="Your bank has a question"]');
  const yes = question.frameLocator("iframe").getByRole("button", { name: "Yes, it is me" });
  await yes.waitFor();
  await keepBoth(shop.page, "widget-charge-challenge", scheme);
  await yes.click();
  await shop.text("Visa •••• 3220 · paid").waitFor();
  await desk.text("stored · authorised").waitFor();
  await keepBoth(shop.page, "widget-charge-paid", scheme);
  await keepBoth(desk.page, "console-charge-paid", scheme);

  await desk.capture("/card 42.00 EUR order 1043");
  await shop.form.fillCard({ ...testCard, number: cards.silent });
  await shop.form.button("Pay €42.00 securely").click();
  await shop.form.root.getByText("Asking your bank…").first().waitFor();
  await keepBoth(shop.page, "widget-charge-waits", scheme);
  await system.collector.kill();
  await system.collector.start();
  // Another process takes the payment up when the lease of the one that died is over.
  const again = shop.form.root.getByText("Please enter the security code again");
  await again.waitFor({ timeout: 150_000 });
  await keepBoth(shop.page, "widget-code-again", scheme);
  await shop.page.context().close();
  await desk.page.context().close();
}
