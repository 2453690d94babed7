/// <reference types="node" />
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { seedJane, seedQueue } from "./fake-gateway/seed.ts";
import { startFakeGateway } from "./fake-gateway/start.ts";

const DIST = fileURLToPath(new URL("../dist", import.meta.url));

test("the console works under a policy without inline code and with Trusted Types", async ({
  page,
}) => {
  const gateway = await startFakeGateway(DIST);
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (/policy|Trusted/i.test(message.text())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  const id = seedJane(gateway);
  seedQueue(gateway, 200);

  await page.goto(`${gateway.url}/console/#/c/${id}`);
  await page.getByRole("button", { name: "anna@demo.example" }).click();
  await expect(page.getByText("Great, go ahead").last()).toBeVisible();

  const composer = page.getByRole("textbox", { name: /Message to/ });
  await composer.fill("<img src=x onerror=alert(1)>");
  await composer.press("Enter");
  await expect(page.getByText("<img src=x onerror=alert(1)>").last()).toBeVisible();
  expect(await page.locator("img").count()).toBe(0);

  await composer.fill("4111 1111 1111 1111");
  await composer.press("Enter");
  await expect(page.getByText("that looks like a card number")).toBeVisible();
  expect(JSON.stringify(gateway.heard)).not.toMatch(/4111[ -]?1111/);

  await composer.fill("/card 42 EUR your order 1042");
  await composer.press("Enter");
  await expect(page.getByLabel("Amount")).toHaveValue("42.00");
  await page.getByRole("button", { name: "Start the capture" }).click();
  await expect(
    page.getByText("You asked for Card to pay €42.00 for your order 1042."),
  ).toBeVisible();
  await page.getByRole("button", { name: "I am still here." }).click();
  await page.keyboard.press("x");
  await page.getByRole("button", { name: "End the capture" }).click();
  await expect(page.getByRole("heading", { name: "Card: cancelled" })).toBeVisible();

  await page.getByRole("button", { name: "Replay" }).click();
  await expect(page.getByText("What the agent received")).toBeVisible();
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.keyboard.press("Control+k");
  await page.getByRole("searchbox", { name: "Find a command" }).fill("export");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Export transcripts" })).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).click();
  expect((await download).suggestedFilename()).toBe("aside-transcripts.openai.jsonl");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: /Anna Berg, You and settings/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(complaints).toEqual([]);
  await gateway.close();
});

test("keyboard only: through the queue, take, answer", async ({ page }) => {
  const gateway = await startFakeGateway(DIST);
  const id = gateway.world.start("Jane Whitfield", Date.now() - 60_000);
  gateway.world.say(id, "customer", "Hello?");
  await page.goto(`${gateway.url}/console/`);
  await page.getByRole("button", { name: "anna@demo.example" }).press("Enter");
  await expect(page.getByRole("button", { name: /Jane Whitfield.*Hello\?/ })).toBeVisible();
  await page.keyboard.press("j");
  await expect(page.getByText("Nobody has this conversation. Take it to answer.")).toBeVisible();
  await page.keyboard.press("t");
  await expect(page.getByRole("textbox", { name: /Message to Jane/ })).toBeFocused();
  await page.keyboard.type("Hello Jane");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("one moment");
  await page.keyboard.press("Enter");
  const stream = page.getByLabel(/^Conversation with/);
  await expect(stream.getByText("Hello Jane one moment", { exact: true })).toBeVisible();
  expect(gateway.heard).toContainEqual({
    type: "message",
    conversation: id,
    id: expect.stringMatching(/^msg_/),
    text: "Hello Jane\none moment",
  });
  await page.keyboard.press("Escape");
  await page.keyboard.press("c");
  await expect(page.getByLabel("Amount")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Card · you are on hold" })).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("x");
  await page.getByRole("button", { name: "End the capture" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Card: cancelled" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: /Message to Jane/ })).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await page.getByRole("textbox", { name: /^Note/ }).fill("Called back");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("list").getByText("Called back")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("w");
  await expect(page.getByText("Wrap-up: write your notes, then close.")).toBeVisible();
  await gateway.close();
});

test("on a phone the browser's way back leads from a conversation to the queue, and forward again", async ({
  page,
}) => {
  const gateway = await startFakeGateway(DIST);
  const id = gateway.world.start("Jane Whitfield", Date.now() - 60_000);
  gateway.world.say(id, "customer", "Hello?");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${gateway.url}/console/`);
  await page.getByRole("button", { name: "anna@demo.example" }).click();
  const row = page.getByRole("button", { name: /Jane Whitfield.*Hello\?/ });
  const inside = page.getByText("Nobody has this conversation. Take it to answer.");
  await row.click();
  await expect(inside).toBeVisible();
  await page.goBack();
  await expect(row).toBeVisible();
  await expect(inside).toBeHidden();
  await page.goForward();
  await expect(inside).toBeVisible();
  await gateway.close();
});

test("a command that is none is not sent: its nearest is one key away, two slashes send it on purpose", async ({
  page,
}) => {
  const gateway = await startFakeGateway(DIST);
  const id = seedJane(gateway);
  await page.goto(`${gateway.url}/console/#/c/${id}`);
  await page.getByRole("button", { name: "anna@demo.example" }).click();
  const composer = page.getByRole("textbox", { name: /Message to/ });
  await composer.fill("/crad 42 EUR");
  await composer.press("Enter");
  await expect(page.getByRole("alert")).toContainText("there is no command “/crad”");
  await expect(composer).toHaveValue("/crad 42 EUR");
  await page.getByRole("button", { name: "Use /card" }).press("Enter");
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(composer).toBeFocused();
  await composer.press("Enter");
  await expect(page.getByLabel("Amount")).toHaveValue("42.00");
  gateway.send({ type: "offers", templates: [], replies: [] });
  await expect(page.getByRole("alert")).toContainText("no longer has this form");
  await expect(page.getByRole("button", { name: "Start the capture" })).toBeDisabled();
  await expect(page.getByLabel("Amount")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(composer).toBeFocused();
  await composer.fill("//crad is no word");
  await composer.press("Enter");
  await expect(page.getByText("/crad is no word", { exact: true }).last()).toBeVisible();
  const sent = gateway.heard.filter((one) => JSON.stringify(one).includes("crad"));
  expect(sent).toMatchObject([{ type: "message", text: "/crad is no word" }]);
  await gateway.close();
});

test("keyboard only: a supervisor closes what another has, after a question, and the stream says who did", async ({
  page,
}) => {
  const gateway = await startFakeGateway(DIST);
  gateway.setIncidents(0);
  const id = seedJane(gateway);
  await page.goto(`${gateway.url}/console/#/c/${id}`);
  await page.getByRole("button", { name: "anna@demo.example" }).press("Enter");
  await expect(page.getByText("You are watching")).toBeVisible();
  await page.keyboard.press("e");
  const ask = page.getByRole("dialog", { name: "Close this conversation?" });
  await expect(ask.getByRole("button", { name: "Keep it open" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(ask).toHaveCount(0);
  await page.keyboard.press("e");
  await ask.getByRole("button", { name: "Close it" }).press("Enter");
  await expect(page.getByText("Closed by Cara Lindt")).toBeVisible();
  await expect(page.getByText("This conversation is closed.")).toBeVisible();
  expect(gateway.heard.filter((one) => JSON.stringify(one).includes('"close"'))).toHaveLength(1);
  await gateway.close();
});
