import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { meet, expect, openDesk, test } from "./fixtures.ts";

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
  let letGo = (): void => undefined;
  const held = new Promise<void>((done) => (letGo = done));
  await page.route("**/v1/exports/*/file**", async (route) => {
    await held;
    await route.continue();
  });
  await dialog.getByRole("button", { name: "Download" }).click();
  // How far it is can be looked up; announced is only how it ends.
  await expect(dialog.getByRole("progressbar", { name: "Download" })).toBeVisible();
  await expect(dialog.getByRole("status")).toHaveText("");
  await expect(dialog.getByRole("button", { name: "Stop" })).toBeFocused();
  letGo();
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

test("[EXP1] an agent exports a conversation of their own, a supervisor all of them, and the others are told so", async ({
  browser,
  system,
  shop,
  desk,
}) => {
  await meet(shop, desk, "hello, it is about my parcel");
  await desk.page.keyboard.press("Escape");
  await desk.page.keyboard.press("d");
  const own = desk.page.getByRole("dialog", { name: "Export transcripts" });
  await expect(own.getByText("A supervisor exports all of them.")).toBeVisible();
  await expect(own.getByRole("radio", { name: "All" })).toBeDisabled();
  await expect(own.getByRole("button", { name: "Download" })).toBeEnabled();

  const { hash } = new URL(desk.page.url());
  for (const [who, mayAll] of [
    ["ben", false],
    ["carla", true],
  ] as const) {
    const { page } = await openDesk(browser, system, {}, who);
    await page.goto(`${system.gateway.url}/console/${hash}`);
    await page
      .getByText(mayAll ? "You are watching" : "This conversation cannot be opened")
      .waitFor();
    if (!mayAll) await expect(page.getByText("hello, it is about my parcel")).toHaveCount(0);
    await page.keyboard.press("d");
    const dialog = page.getByRole("dialog", { name: "Export transcripts" });
    if (mayAll) {
      await dialog.getByText("All", { exact: true }).click();
      await expect(dialog.getByRole("button", { name: "Download" })).toBeEnabled();
    } else {
      await expect(dialog.getByText("You export conversations of your own")).toBeVisible();
      await expect(dialog.getByRole("button", { name: "Download" })).toHaveCount(0);
    }
    if (process.env["SHOT"]) await page.screenshot({ path: `${process.env["SHOT"]}-${who}.png` });
    await page.context().close();
  }
});
