import { expect, meet, test } from "./fixtures.ts";

test("[EXP1] the preview of an export says why a span was taken, by click and by keyboard", async ({
  shop,
  desk,
}) => {
  await meet(shop, desk, "hello, my name is Johanna Whitfield");
  await shop.say("my account number is 73829104");
  await desk.text("my account number is 73829104").waitFor();
  const { page } = desk;
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("Find a command or a conversation").fill("Export");
  await page.keyboard.press("Enter");
  const table = page.getByRole("table", { name: "Side by side" });

  await table.getByRole("button", { name: "73829104, Account number: why?" }).click();
  const account = page.getByRole("dialog", { name: "Account number" });
  await expect(account.getByRole("listitem")).toHaveText([
    "Named by the words in front of it",
    "8 digits",
  ]);
  await expect(account.getByText("number-before")).toBeVisible();
  await expect(account.getByText("95%")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(account).toBeHidden();

  const person = table.getByRole("button", { name: "Johanna Whitfield, Name: why?" });
  await person.focus();
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("dialog", { name: "Name" }).getByText("Words in front that introduce a name"),
  ).toBeVisible();
  if (process.env["SHOT"]) await page.screenshot({ path: process.env["SHOT"] });
  await page.keyboard.press("Escape");
  await expect(person).toBeFocused();
});
