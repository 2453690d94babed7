import type { Browser } from "@playwright/test";
import { meet, openDesk, openShop } from "../journeys/fixtures.ts";
import { testCard } from "../pages/shop-page.ts";
import type { System } from "../system/system.ts";
import { keep, SIZES, type Scheme } from "./keep.ts";

/** A customer on a phone. */
export async function phone(browser: Browser, system: System, scheme: Scheme): Promise<void> {
  const desk = await openDesk(browser, system, { colorScheme: scheme, viewport: SIZES.wide });
  const shop = await openShop(browser, system, {
    colorScheme: scheme,
    viewport: SIZES.phone,
    isMobile: true,
    hasTouch: true,
  });
  await meet(
    shop,
    desk,
    scheme === "light" ? "Hi from my phone" : "Hello from my phone",
    "Hello! How can I help?",
  );
  await keep(shop.page, `widget-chat-phone-${scheme}`);
  await shop.say(`my card number is ${testCard.number}`);
  await shop.button("It is something else").click();
  await shop.text("Taken out. You decide what becomes of it.").waitFor();
  await keep(shop.page, `widget-taken-out-phone-${scheme}`);
  await shop.button("Throw it away").click();
  await shop.text("Removed: not sent on, and kept nowhere").waitFor();
  await desk.capture("/card 42.00 EUR order 1042");
  await shop.form.fillCard(testCard);
  await keep(shop.page, `widget-form-phone-${scheme}`);
  await shop.button("Not now").click();
  await shop.button("Share nothing").click();
  await shop.text("You chose not to share it").waitFor();
  await keep(shop.page, `widget-declined-phone-${scheme}`);
  await shop.page.context().close();
  await desk.page.context().close();
}
