import type { Browser } from "@playwright/test";
import { meet, openDesk, openShop } from "../journeys/fixtures.ts";
import { openCustodian, signInCustodian } from "../pages/custodian-page.ts";
import { testCard } from "../pages/shop-page.ts";
import type { System } from "../system/system.ts";
import { keepBoth, SIZES, type Scheme } from "./keep.ts";

/** A value that two custodians open for a moment: asked for, approved, shown. */
export async function custodians(browser: Browser, system: System, scheme: Scheme): Promise<void> {
  const look = { colorScheme: scheme, viewport: SIZES.wide };
  const desk = await openDesk(browser, system, look);
  const shop = await openShop(browser, system, look);
  await meet(shop, desk, `I paid for order 1042 twice, ${scheme}`);
  await desk.capture("/card 42.00 EUR order 1042");
  await shop.form.fillCard(testCard);
  await shop.form.button("Pay €42.00 securely").click();
  await desk.text("Visa •••• 1111").waitFor();
  const link = desk.page.getByRole("link", { name: "Ask to see the value" });
  const { hash } = new URL((await link.getAttribute("href")) ?? "");
  const token = new URLSearchParams(hash.slice(1)).get("token") ?? "";
  for (const { page } of [shop, desk]) await page.context().close();

  const ana = await openCustodian(browser, system, "Ana Prieto", { ...look, token });
  const ben = await openCustodian(browser, system, "Ben Okafor", look);
  await ana.getByLabel("Field", { exact: true }).fill("card.pan");
  await ana.getByLabel("Reason").selectOption({ label: "Chargeback" });
  await ana.getByLabel("Reference").fill("CASE-1042");
  await keepBoth(ana, "reveal-request", scheme);
  await ana.getByRole("button", { name: "Ask a second person" }).click();
  await ana.getByText("Waits for a second person").first().waitFor();
  await keepBoth(ana, "reveal-waits", scheme);
  await signInCustodian(ben, system);
  await ben.getByRole("button", { name: "Approve" }).first().waitFor();
  await keepBoth(ben, "reveal-approve", scheme);
  await ben.getByRole("button", { name: "Approve" }).first().click();
  await ben.getByText("Approved").first().waitFor();
  await signInCustodian(ana, system);
  await ana.getByRole("button", { name: "Show for 30 seconds" }).first().click();
  await ana.getByRole("timer").waitFor();
  await keepBoth(ana, "reveal-shown", scheme);
  for (const page of [ana, ben]) await page.context().close();
}
