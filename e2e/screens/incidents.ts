import type { Browser } from "@playwright/test";
import { openDesk, openShop } from "../journeys/fixtures.ts";
import { testCard } from "../pages/shop-page.ts";
import type { System } from "../system/system.ts";
import { keep, SIZES, type Scheme } from "./keep.ts";

/** What a supervisor looks after: the list of incidents, one of them, its reasons in the replay. */
export async function incidents(browser: Browser, system: System, scheme: Scheme): Promise<void> {
  const look = { colorScheme: scheme, viewport: SIZES.wide };
  const shop = await openShop(browser, system, look);
  await shop.say(`I am Johanna Whitfield, ${scheme}`);
  await shop.say(`my card number is ${testCard.number}`);
  await shop.button("It is something else").click();
  await shop.button("Throw it away").click();
  await shop.text("Removed: not sent on, and kept nowhere").waitFor();
  await shop.page.context().close();
  const { page } = await openDesk(browser, system, look, "carla");
  await page.getByRole("navigation", { name: "Queue and conversations" }).waitFor();
  await page.keyboard.press("a");
  const list = page.getByRole("list", { name: "Incidents" });
  await list.getByRole("button").first().waitFor();
  await page.setViewportSize(SIZES.phone);
  await keep(page, `console-incidents-phone-${scheme}`);
  await page.setViewportSize(SIZES.wide);
  await list
    .getByRole("button", { name: /^Card number/ })
    .first()
    .click();
  await page.getByRole("textbox", { name: /Note/ }).fill("Went over the opening lines with Anna.");
  await page.getByRole("button", { name: "Acknowledge", exact: true }).click();
  await page.getByText(/^Carla · /).waitFor();
  await keep(page, `console-incidents-${scheme}`);
  await page.setViewportSize(SIZES.phone);
  await keep(page, `console-incident-phone-${scheme}`);
  await page.setViewportSize(SIZES.wide);
  await page.getByRole("button", { name: "Open the replay" }).click();
  await page
    .getByRole("button", { name: /why\?$/ })
    .first()
    .click();
  await page.getByRole("dialog").getByText("How sure").waitFor();
  await keep(page, `console-replay-why-${scheme}`);
  await page.context().close();
}
