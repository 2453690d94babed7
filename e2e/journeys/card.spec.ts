import type { Locator, Page } from "@playwright/test";
import { testCard } from "../pages/shop-page.ts";
import { expect, meet, test } from "./fixtures.ts";

test("[BND1] a card: asked for, on hold, filled in, stored; the chat goes on", async ({
  shop,
  desk,
}) => {
  await meet(shop, desk, "I want to pay order 1042");
  await desk.capture("/card 42.00 EUR order 1042");
  await expect(shop.text(/Anna asked for your card to pay €42\.00/)).toBeVisible();
  await expect(shop.text(/Only our secure form sees what you type/)).toBeVisible();
  await expect(shop.composer).toBeHidden();

  await shop.form.fillCard(testCard);
  await expect(desk.shield.getByText("In progress, now")).toBeVisible();
  expect(await linesOnPhone(desk.page, desk.shield.locator(".steps [aria-hidden]"))).toEqual([
    1, 1, 1, 1,
  ]);
  await shop.form.button("Pay €42.00 securely").click();

  await expect(desk.text("Visa •••• 1111")).toBeVisible();
  await expect(desk.text("stored")).toBeVisible();
  await expect(shop.text("Visa •••• 1111 was stored securely")).toBeVisible();

  await shop.say("thank you");
  await expect(desk.text("thank you")).toBeVisible();
  await desk.say("you are welcome");
  await expect(shop.text("you are welcome")).toBeVisible();
});

test("errors are said in the form, next to the field, and nothing is stored until they are mended", async ({
  shop,
  desk,
}) => {
  await meet(shop, desk, "a card with a mistake");
  await desk.capture("/card");
  await shop.form.fillCard({ ...testCard, number: "4111 1111 1111 1112", expiry: "01/20" });
  await shop.form.button("Save card").click();
  const number = shop.form.field("Card number");
  await expect(number).toHaveAccessibleDescription(/One digit is wrong/);
  await expect(shop.form.field("Expiry date")).toHaveAccessibleDescription(/has expired/);
  await expect(number).toHaveAttribute("aria-invalid", "true");
  await number.fill(testCard.number);
  await shop.form.field("Expiry date").fill("12/2030");
  await shop.form.button("Save card").click();
  await expect(desk.text("Visa •••• 1111")).toBeVisible();
});

test("the form is reached and completed by keyboard alone", async ({ shop, desk }) => {
  await meet(shop, desk, "keyboard only");
  await desk.capture("/card");
  await shop.form.field("Card number").waitFor();
  for (let presses = 0; presses < 30; presses += 1) {
    if (
      await shop.form
        .field("Card number")
        .evaluate((field) => document.hasFocus() && field === document.activeElement)
    )
      break;
    await shop.page.keyboard.press("Tab");
  }
  for (const [label, value] of [
    ["Card number", "4111111111111111"],
    ["Name on card", "Jane Doe"],
    ["Expiry date", "1230"],
    ["Security code", "123"],
  ] as const) {
    await expect(shop.form.field(label)).toBeFocused();
    await shop.page.keyboard.type(value);
    if (label !== "Security code") await shop.page.keyboard.press("Tab");
  }
  await shop.page.keyboard.press("Enter");
  await expect(shop.text("Visa •••• 1111 was stored securely")).toBeVisible();
});

/** Over how many lines each of these texts goes in a window of a phone's width. */
async function linesOnPhone(page: Page, texts: Locator): Promise<number[]> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  const lines = await texts.evaluateAll((all) => all.map((one) => one.getClientRects().length));
  if (before !== null) await page.setViewportSize(before);
  return lines;
}
