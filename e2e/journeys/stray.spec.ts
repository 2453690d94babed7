import { startSystem } from "../system/system.ts";
import { testCard } from "../pages/shop-page.ts";
import { expect, meet, openDesk, openShop, test } from "./fixtures.ts";

const WAITING = "Taken out. You decide what becomes of it.";
const DISCARDED = "Removed: not sent on, and kept nowhere";

test("[14] a card that its customer insists on is cut out all the same, and the form takes it from there", async ({
  shop,
  desk,
}) => {
  await meet(shop, desk, "I will type it anyway");
  await shop.say(`my card number is ${testCard.number}`);
  await shop.button("It is something else").click();
  await expect(shop.text(WAITING)).toBeVisible();
  await expect(shop.text(/passes every check of one/)).toBeVisible();
  await expect(desk.text(/The customer decides/)).toBeVisible();
  await shop.button("Send safely").click();
  await expect(desk.shield).toBeVisible();
  await expect(shop.form.field("Card number")).toHaveAttribute("placeholder", "•••• 1111");
  await shop.form.field("Name on card").fill(testCard.name);
  await shop.form.field("Expiry date").fill(testCard.expiry);
  await shop.form.field("Security code").fill(testCard.code);
  await shop.form.button("Save card").click();
  await expect(desk.text("Visa •••• 1111")).toBeVisible();
  await expect(desk.text("The customer’s secure form has it.")).toBeVisible();
  await expect(desk.stream).not.toContainText("4111");
});

test("[14] the agent starts the form from the line, by keyboard, and the customer keeps what was cut out", async ({
  shop,
  desk,
}) => {
  await meet(shop, desk, "the agent helps");
  await shop.say(`my card number is ${testCard.number}`);
  await shop.button("It is something else").click();
  await desk.button("Start a secure form").focus();
  await desk.page.keyboard.press("Enter");
  await expect(desk.shield).toBeVisible();
  await expect(shop.form.field("Card number")).toHaveAttribute("placeholder", "•••• 1111");
});

test("[14] a number in four pieces, with emoji, words and full-width digits: held, then blocked and taken back everywhere", async ({
  shop,
  desk,
  browser,
  system,
}) => {
  await meet(shop, desk, "here is my card number", "Go on, two of us are here.");
  const second = await openDesk(browser, system);
  await second.page.getByText("Go on, two of us are here.").first().click();
  for (const part of ["4111 😀", "one one one one", "１１１１"]) {
    await shop.say(part);
    const anyway = shop.button("Send it anyway");
    await expect(anyway.or(shop.text(part).locator("visible=true")).first()).toBeVisible();
    if (await anyway.isVisible()) await anyway.click();
    await expect(desk.text(part)).toBeVisible();
  }
  await shop.say("1111");
  await shop.button("It is something else").click();
  for (const one of [desk, second]) {
    await expect(one.text("Taken back: a part of a number that came in pieces.")).toBeVisible();
    for (const part of ["4111 😀", "one one one one", "１１１１"])
      await expect(one.stream).not.toContainText(part);
  }
  await expect(shop.text("Taken back: a part of a number that came in pieces")).toBeVisible();
  await shop.button("Throw it away").click();
  await expect(shop.text(DISCARDED)).toBeVisible();
  await expect(desk.text("Removed: not sent on, and kept nowhere.")).toBeVisible();
  await second.page.context().close();
});

test("[14] begun in the chat and finished in the form: what was begun is taken back, and the agent sees the last four only", async ({
  shop,
  desk,
}) => {
  await meet(shop, desk, "I will type it in two halves");
  await shop.say("4539 5787");
  await expect(desk.text("4539 5787")).toBeVisible();
  await shop.say("6362 1486");
  await shop.button("Send safely").click();
  await expect(desk.shield).toBeVisible();
  await expect(desk.text("Taken back: a part of a number that came in pieces.")).toBeVisible();
  await expect(shop.text("Taken back: a part of a number that came in pieces")).toBeVisible();
  await shop.form.field("Card number").fill("4539578763621486");
  await shop.form.field("Name on card").fill(testCard.name);
  await shop.form.field("Expiry date").fill(testCard.expiry);
  await shop.form.field("Security code").fill(testCard.code);
  await shop.form.button("Save card").click();
  await expect(desk.text("Visa •••• 1486")).toBeVisible();
  await expect(desk.stream).not.toContainText(/4539|5787|6362/);
});

test("[14] undecided, it is thrown away after its time, and both sides are told", async ({
  browser,
}) => {
  const system = await startSystem({ env: { ASIDE_STRAY_SECONDS: "5" } });
  try {
    const shop = await openShop(browser, system);
    const desk = await openDesk(browser, system);
    await meet(shop, desk, "I say nothing more");
    await shop.say(`my card number is ${testCard.number}`);
    await shop.button("It is something else").click();
    await expect(shop.text(WAITING)).toBeVisible();
    await expect(shop.text(DISCARDED)).toBeVisible({ timeout: 30_000 });
    await expect(desk.text("Removed: not sent on, and kept nowhere.")).toBeVisible();
    await shop.page.context().close();
    await desk.page.context().close();
  } finally {
    await system.stop();
  }
});
