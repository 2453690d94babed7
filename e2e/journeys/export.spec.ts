import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { meet, expect, test } from "./fixtures.ts";

test("[EXP1] an export is previewed beside what the agent saw, and downloaded with a signed manifest", async ({
  shop,
  desk,
}) => {
  await meet(shop, desk, "hello, my name is Johanna Whitfield");
  await shop.say("write to johanna.whitfield@web.example please");
  await desk.text("write to johanna.whitfield@web.example please").waitFor();
  const { page } = desk;
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("Find a command or a conversation").fill("Export");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Export transcripts" });
  const table = dialog.getByRole("table", { name: "Side by side" });
  await expect(table.getByText("johanna.whitfield@web.example")).toBeVisible();
  await expect(table.getByText("jane.doe@example.com")).toBeVisible();

  await dialog.getByText("Surrogates", { exact: true }).click();
  await expect(table.getByText("jane.doe@example.com")).toBeHidden();
  await expect(table.getByText(/\w+\.\w+@example\.(com|org|net)/)).toBeVisible();
  await dialog.getByRole("tab", { name: "Risk" }).click();
  await expect(dialog.getByText("Risk of being known again")).toBeVisible();
  await dialog.getByText("The numbers as a table").first().click();
  await expect(dialog.getByRole("columnheader", { name: "In the file" })).toBeVisible();

  const download = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Download" }).click();
  const file = await readFile(await (await download).path());
  expect(file.toString()).not.toMatch(/johanna|whitfield/i);
  expect(file.toString()).toMatch(/\w+\.\w+@example\./);
  const saved = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save the signed manifest" }).click();
  const { manifest } = JSON.parse(await readFile(await (await saved).path(), "utf8"));
  expect(manifest).toMatchObject({
    mode: "surrogates",
    conversations: 1,
    digest: `sha256:${createHash("sha256").update(file).digest("hex")}`,
  });

  await expect(dialog.getByText(/^Saved as/)).toBeVisible();
  await dialog.getByText("Defaults", { exact: true }).click();
  await expect(dialog.getByText(/^Saved as/)).toBeHidden();
});
