import { testCard } from "../pages/shop-page.ts";
import { cards, startBank, type Bank } from "../system/bank.ts";
import { startPayingSystem } from "../system/paying-system.ts";
import type { System } from "../system/system.ts";
import { expect, meet, test as base } from "./fixtures.ts";

/** An Aside whose card template pays by itself, at a bank on loopback. */
const test = base.extend<object, { bank: Bank; system: System }>({
  bank: [
    async ({ browserName: _browserName }, provide) => {
      const bank = await startBank();
      await provide(bank);
      bank.close();
    },
    { scope: "worker" },
  ],
  system: [
    async ({ bank }, provide) => {
      const system = await startPayingSystem(bank);
      await provide(system);
      await system.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

test("[CAP1] a declined card, then another: the form stays, and the agent hears once that it is authorised", async ({
  shop,
  desk,
  bank,
}) => {
  await meet(shop, desk, "I want to pay here");
  await desk.capture("/card 42.00 EUR order 1042");
  await shop.form.fillCard({ ...testCard, number: cards.declined });
  await shop.form.button("Pay €42.00 securely").click();
  const alert = shop.form.root.getByRole("alert");
  await expect(alert).toContainText("The payment was declined");
  await expect(alert).toContainText("Try another card");
  await expect(desk.shield).toBeVisible();

  await shop.form.field("Card number").fill(cards.approved);
  await shop.form.button("Pay €42.00 securely").click();
  await expect(shop.text("Visa •••• 1111 · paid")).toBeVisible();
  await expect(desk.text("stored · authorised")).toBeVisible();
  expect(bank.payments.map(({ status }) => status)).toEqual(["refused", "authorised"]);
});

test("[CAP1] the bank asks the customer, inside the form; the answer pays", async ({
  shop,
  desk,
  bank,
}) => {
  await meet(shop, desk, "my bank always asks");
  await desk.capture("/card 42.00 EUR order 1043");
  await shop.form.fillCard({ ...testCard, number: cards.asked });
  await shop.form.button("Pay €42.00 securely").click();
  const question = shop.form.root.frameLocator('iframe[title="Your bank has a question"]');
  await question.frameLocator("iframe").getByRole("button", { name: "Yes, it is me" }).click();
  await expect(shop.text("Visa •••• 3220 · paid")).toBeVisible();
  await expect(desk.text("stored · authorised")).toBeVisible();
  expect(bank.payments.at(-1)).toMatchObject({ status: "authorised" });
});
