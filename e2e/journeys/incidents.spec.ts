import { testCard } from "../pages/shop-page.ts";
import { expect, meet, openDesk, test } from "./fixtures.ts";

test("[14] a supervisor sees what was cut out of a chat, why, and resolves it by name; an agent sees no incidents", async ({
  browser,
  system,
  shop,
  desk,
}) => {
  await meet(shop, desk, "a word before the number");
  await expect(desk.button(/Incidents/)).toHaveCount(0);
  await shop.say(`my card number is ${testCard.number}`);
  await shop.button("It is something else").click();
  await shop.button("Throw it away").click();
  await desk.text("Removed: not sent on, and kept nowhere.").waitFor();

  const carla = await openDesk(browser, system, {}, "carla");
  const { page } = carla;
  await page.getByRole("navigation", { name: "Queue and conversations" }).waitFor();
  await page.keyboard.press("a");
  const list = page.getByRole("list", { name: "Incidents" });
  await list
    .getByRole("button", { name: /^Card number: cut out of the chat/ })
    .first()
    .click();
  const detail = page.getByRole("region", { name: "Card number: cut out of the chat" });
  await expect(detail.getByText("Card number, 19 characters")).toBeVisible();
  await expect(detail.getByText("Thrown away, kept nowhere")).toBeVisible();
  await expect(detail.getByText("Customer, Anna")).toBeVisible();
  await detail.getByRole("textbox", { name: /Note/ }).fill("Told the customer about the form");
  await detail.getByRole("button", { name: "Resolve" }).click();
  await expect(detail.getByText(/Carla · /)).toBeVisible();
  await expect(detail.getByText("Told the customer about the form")).toBeVisible();

  await detail.getByRole("button", { name: "Open the replay" }).click();
  const cut = page.getByRole("button", { name: "Card number removed: why?" });
  await cut.focus();
  await page.keyboard.press("Enter");
  const why = page.getByRole("dialog", { name: "Card number" });
  await expect(why.getByText("Visa: issuer range and length")).toBeVisible();
  // The queue beside it has other conversations' lines.
  for (const part of [page.getByRole("main"), why])
    expect(await part.innerHTML()).not.toMatch(/4111[ -]?1111/);
  await page.keyboard.press("Escape");
  await expect(cut).toBeFocused();
  await page.context().close();
});
