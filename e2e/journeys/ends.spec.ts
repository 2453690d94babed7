import { startSystem } from "../system/system.ts";
import { testCard } from "../pages/shop-page.ts";
import { expect, meet, openDesk, openShop, test } from "./fixtures.ts";

test("[CAP1] declined: the customer says not now, the agent learns it", async ({ shop, desk }) => {
  await meet(shop, desk, "maybe later");
  await desk.capture("/card");
  await shop.form.field("Card number").waitFor();
  await shop.button("Not now").click();
  await shop.button("Share nothing").click();
  await expect(shop.text("You chose not to share it")).toBeVisible();
  await expect(desk.text("Card: declined")).toBeVisible();
  await shop.say("sorry");
  await expect(desk.text("sorry")).toBeVisible();
});

test("[CAP1] cancelled by the agent while the customer types", async ({ shop, desk }) => {
  await meet(shop, desk, "never mind");
  await desk.capture("/card");
  await shop.form.field("Card number").fill("4111");
  await desk.shield.getByRole("button", { name: /Cancel capture/ }).click();
  await desk.button("End the capture").click();
  await expect(desk.text("Card: cancelled")).toBeVisible();
  await expect(desk.composer).toBeFocused();
  await expect(shop.text("Anna cancelled the request")).toBeVisible();
  await expect(shop.composer).toBeVisible();
});

test("[CAP1] extended, then expired", async ({ browser }) => {
  const system = await startSystem({
    env: {
      ASIDE_CAPTURE_SECONDS: "8",
      ASIDE_EXTENSION_SECONDS: "6",
      ASIDE_CAPTURE_EXTENSIONS: "1",
    },
  });
  try {
    const shop = await openShop(browser, system);
    const desk = await openDesk(browser, system);
    await meet(shop, desk, "I am slow");
    await desk.capture("/card");
    await shop.form.field("Card number").waitFor();
    await shop.button("More time").click();
    await expect(desk.shield.getByText(/asked for more time/)).toBeVisible();
    await expect(shop.text("Time ran out. Nothing was stored.")).toBeVisible({ timeout: 30_000 });
    await expect(desk.text("Card: time ran out")).toBeVisible();
    await shop.say("still here");
    await expect(desk.text("still here")).toBeVisible();
    await shop.page.context().close();
    await desk.page.context().close();
  } finally {
    await system.stop();
  }
});

test("a stray card number is not sent; the customer takes the secure form instead", async ({
  shop,
  desk,
}) => {
  await meet(shop, desk, "I will just type it");
  await shop.say(`my card is ${testCard.number}`);
  await expect(shop.text("That looks like a card number. Send it safely?")).toBeVisible();
  await shop.button("Send safely").click();
  await expect(desk.shield).toBeVisible();
  await shop.form.fillCard(testCard);
  await shop.form.button("Save card").click();
  await expect(desk.text("Visa •••• 1111")).toBeVisible();
  await expect(desk.stream).not.toContainText("4111");
});

test("an order number that looks like a card is let through when the customer says so", async ({
  shop,
  desk,
}) => {
  await meet(shop, desk, "about my order");
  await shop.say(`order ${testCard.number}`);
  await shop.button("It is something else").click();
  await expect(desk.text(`order ${testCard.number}`)).toBeVisible();
});
