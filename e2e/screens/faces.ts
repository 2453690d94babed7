import type { Browser, Page } from "@playwright/test";
import sharp from "sharp";
import { meet, openDesk, openShop } from "../journeys/fixtures.ts";
import { testCard } from "../pages/shop-page.ts";
import type { System } from "../system/system.ts";
import { folder, keep, SIZES, type Scheme } from "./keep.ts";

/** One customer and one agent at their desks, from the sign-in to the replay. */
export async function faces(browser: Browser, system: System, scheme: Scheme): Promise<void> {
  const look = { colorScheme: scheme, viewport: SIZES.wide };
  const signIn = await (await browser.newContext(look)).newPage();
  await signIn.goto(`${system.gateway.url}/console/`);
  await signIn.getByRole("button", { name: "Sign in" }).waitFor();
  await keep(signIn, `console-sign-in-${scheme}`);
  await signIn.context().close();

  const desk = await openDesk(browser, system, look);
  await desk.page.getByRole("navigation", { name: "Queue and conversations" }).waitFor();
  if (scheme === "light") await emptyDesk(desk.page);
  const shop = await openShop(browser, system, look);
  await shop.text("Hi! Ask us anything").waitFor();
  await keep(shop.page, `widget-empty-${scheme}`);
  await meet(
    shop,
    desk,
    scheme === "light"
      ? "Hi, I would like to pay for order 1042"
      : "Hello, I want to pay for order 1042",
  );
  await shop.say("The blue boots, size 42.");
  await desk.text("The blue boots, size 42.").waitFor();
  await keep(desk.page, `console-conversation-${scheme}`);
  await keep(shop.page, `widget-chat-${scheme}`);

  await desk.page.getByRole("button", { name: "Capture" }).first().click();
  await desk.button("Start the capture").waitFor();
  await keep(desk.page, `console-picker-${scheme}`);
  await desk.page.keyboard.press("Escape");
  await shop.composer.fill(`my card is ${testCard.number}`);
  await shop.composer.press("Enter");
  await shop.text("That looks like a card number. Send it safely?").waitFor();
  await keep(shop.page, `widget-stray-${scheme}`);
  await shop.button("It is something else").click();
  await shop.text("Taken out. You decide what becomes of it.").waitFor();
  await desk.button("Start a secure form").waitFor();
  await keep(shop.page, `widget-taken-out-${scheme}`);
  await keep(desk.page, `console-taken-out-${scheme}`);
  await shop.button("Throw it away").click();
  await desk.text("Removed: not sent on, and kept nowhere.").waitFor();
  await keep(desk.page, `console-thrown-away-${scheme}`);

  await desk.capture("/card 42.00 EUR order 1042");
  await shop.form.fillCard({ ...testCard, number: "4111 1111 1111 1112" });
  await shop.form.button("Pay €42.00 securely").click();
  await shop.form.root
    .getByText(/One digit is wrong/)
    .first()
    .waitFor();
  await keep(shop.page, `widget-form-error-${scheme}`);
  await shop.form.field("Card number").fill(testCard.number);
  await keep(shop.page, `widget-form-${scheme}`);
  await desk.shield.getByText("In progress, now").waitFor();
  await keep(desk.page, `console-on-hold-${scheme}`);
  for (const size of ["narrow", "phone"] as const) {
    await desk.page.setViewportSize(SIZES[size]);
    await keep(desk.page, `console-on-hold-${size}-${scheme}`);
  }
  await desk.page.setViewportSize(SIZES.wide);
  if (scheme === "light") await pair(shop.page, desk.page);
  await shop.form.button("Pay €42.00 securely").click();
  await desk.text("Visa •••• 1111").waitFor();
  await keep(desk.page, `console-result-${scheme}`);
  await shop.text("Visa •••• 1111 was stored securely").waitFor();
  await keep(shop.page, `widget-result-${scheme}`);

  await desk.capture("/address");
  await shop.form.field("Country or region").selectOption("JP");
  await keep(shop.page, `widget-address-japan-${scheme}`);
  await shop.button("Use another device").or(shop.button("Use my phone")).first().click();
  await shop.page.getByRole("img", { name: /QR code/ }).waitFor();
  await keep(shop.page, `widget-other-device-${scheme}`);
  await desk.shield.getByRole("button", { name: /Cancel capture/ }).click();
  await desk.button("End the capture").click();
  await desk.text("Address: cancelled").waitFor();
  await keep(desk.page, `console-cancelled-${scheme}`);

  await desk.page.keyboard.press("Escape");
  await desk.page.keyboard.press("Control+k");
  await desk.page.getByPlaceholder("Find a command or a conversation").waitFor();
  await keep(desk.page, `console-palette-${scheme}`);
  await desk.page.getByPlaceholder("Find a command or a conversation").fill("Export");
  await desk.page.keyboard.press("Enter");
  await desk.page.getByRole("dialog").waitFor();
  await desk.page.getByRole("table", { name: "Side by side" }).waitFor();
  await keep(desk.page, `console-export-${scheme}`);
  await desk.page.getByRole("tab", { name: "Risk" }).click();
  await desk.page.getByText("Risk of being known again").waitFor();
  await keep(desk.page, `console-export-risk-${scheme}`);
  await desk.page.keyboard.press("Escape");
  await desk.page.keyboard.press("Control+k");
  await desk.page.getByPlaceholder("Find a command or a conversation").fill("Replay");
  await desk.page.keyboard.press("Enter");
  await desk.page.getByRole("slider").first().waitFor();
  await keep(desk.page, `console-replay-${scheme}`);
  await shop.page.context().close();
  await desk.page.context().close();
}

/** Before anybody has written, so both looks at once. */
async function emptyDesk(page: Page): Promise<void> {
  await page.getByText("Nobody is waiting").waitFor();
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await keep(page, `console-empty-${colorScheme}`);
  }
}

/** The picture of the README: both sides at the same moment. */
async function pair(left: Page, right: Page): Promise<void> {
  const customer = await left.screenshot({ clip: { x: 1000, y: 0, width: 440, height: 720 } });
  const agent = await sharp(await right.screenshot())
    .resize({ height: 720 })
    .toBuffer();
  const { width = 0 } = await sharp(agent).metadata();
  await sharp({
    create: { width: 440 + 24 + width, height: 720, channels: 3, background: "#ffffff" },
  })
    .composite([
      { input: customer, left: 0, top: 0 },
      { input: agent, left: 464, top: 0 },
    ])
    .webp({ quality: 80 })
    .toFile(new URL("capture.webp", folder).pathname);
}
