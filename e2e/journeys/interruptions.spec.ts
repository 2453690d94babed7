import { startSystem, type System } from "../system/system.ts";
import { FormFrame, ShopPage, testCard } from "../pages/shop-page.ts";
import { expect, meet, openDesk, openShop, test } from "./fixtures.ts";

test("[16] the customer reloads in the middle and completes", async ({ shop, desk }) => {
  await meet(shop, desk, "I will reload");
  await desk.capture("/card");
  await shop.form.field("Card number").fill("4111");
  await shop.page.reload();
  await shop.reopen();
  await expect(shop.form.field("Card number")).toHaveValue("");
  await shop.form.fillCard(testCard);
  await shop.form.button("Save card").click();
  await expect(desk.text("Visa •••• 1111")).toBeVisible();
});

test("a second tab shows that the form is open elsewhere and can take over", async ({
  shop,
  desk,
  system,
}) => {
  await meet(shop, desk, "two tabs");
  await desk.capture("/card");
  await shop.form.field("Card number").waitFor();
  const second = new ShopPage(await shop.page.context().newPage());
  await second.page.goto(`${system.gateway.url}/demo/`);
  await second.reopen();
  await second.button("Continue here").click();
  await second.form.fillCard(testCard);
  await second.form.button("Save card").click();
  await expect(desk.text("Visa •••• 1111")).toBeVisible();
  await expect(shop.text("Visa •••• 1111 was stored securely")).toBeVisible();
});

test("[36] another device: the link opens the form there as a window of its own, and what is entered there never comes to the first", async ({
  shop,
  desk,
  browser,
}) => {
  await meet(shop, desk, "on my phone");
  await desk.capture("/card");
  await shop.form.field("Card number").waitFor();
  await shop.button("Use my phone").or(shop.button("Use another device")).first().click();
  const link = await shop.page
    .locator('input[readonly], a[href*="/form"]')
    .first()
    .evaluate((element) =>
      element instanceof HTMLInputElement ? element.value : element.getAttribute("href"),
    );
  const heard: string[] = [];
  const network = await shop.page.context().newCDPSession(shop.page);
  network.on("Network.webSocketFrameReceived", ({ response }) => heard.push(response.payloadData));
  await network.send("Network.enable");
  const phone = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await phone.newPage();
  await page.goto(link ?? "");
  const alone = new FormFrame(page);
  await alone.fillCard(testCard);
  expect(page.url()).not.toContain("#t=");
  await alone.button("Save card").click();
  await expect(desk.text("Visa •••• 1111")).toBeVisible();
  await expect(shop.text("Visa •••• 1111 was stored securely")).toBeVisible();
  expect(heard.join("\n")).toContain("1111");
  for (const value of [testCard.number, testCard.number.replaceAll(" ", ""), testCard.name]) {
    expect(heard.join("\n")).not.toContain(value);
    for (const frame of shop.page.frames()) expect(await frame.content()).not.toContain(value);
  }
  await page.goto("about:blank");
  await page.goto(link ?? "");
  await expect(page.getByText("The conversation says what came of it.")).toBeVisible();
  await expect(page.getByText(/stored/)).toBeHidden();
  await phone.close();
});

test("a phone: the whole way at 390 × 844", async ({ browser, system, desk }) => {
  const shop = await openShop(browser, system, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await meet(shop, desk, "from a phone");
  await desk.capture("/card");
  await shop.form.fillCard(testCard);
  const width = await shop.page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  await shop.form.button("Save card").click();
  await expect(desk.text("Visa •••• 1111")).toBeVisible();
  await shop.page.context().close();
});

test("[16] the agent reloads in the middle: still on hold, then the result", async ({
  shop,
  desk,
}) => {
  await meet(shop, desk, "agent reloads", "Hello, agent reloads now.");
  await desk.capture("/card");
  await shop.form.field("Card number").waitFor();
  await desk.page.reload();
  await desk.open("agent reloads");
  await expect(desk.shield).toBeVisible();
  await shop.form.fillCard(testCard);
  await shop.form.button("Save card").click();
  await expect(desk.text("Visa •••• 1111")).toBeVisible();
});

test.describe("servers go down", () => {
  let system: System;
  test.beforeEach(async () => {
    system = await startSystem();
  });
  test.afterEach(async () => {
    await system.stop();
  });

  test("collector down at the request: the agent is told, the conversation stays usable", async ({
    browser,
  }) => {
    const shop = await openShop(browser, system);
    const desk = await openDesk(browser, system);
    await meet(shop, desk, "collector is away");
    await system.collector.stop();
    await desk.composer.fill("/card");
    await desk.composer.press("Enter");
    const start = desk.button("Start the capture");
    await start.click();
    await expect(
      desk.text(
        "The secure form is not reachable. The conversation is open again; try in a minute.",
      ),
    ).toBeVisible();
    await shop.say("what now");
    await expect(desk.text("what now")).toBeVisible();
    await shop.page.context().close();
    await desk.page.context().close();
  });

  test("[CAP2] collector down at the submit: nothing is claimed, and a retry works", async ({
    browser,
  }) => {
    const shop = await openShop(browser, system);
    const desk = await openDesk(browser, system);
    await meet(shop, desk, "collector goes");
    await desk.capture("/card");
    await shop.form.fillCard(testCard);
    await system.collector.kill();
    await shop.form.button("Save card").click();
    await expect(
      shop.form.root.getByText(/Nothing was stored yet as far as we know/),
    ).toBeVisible();
    await expect(desk.shield).toBeVisible();
    await system.collector.start();
    await shop.form.button("Try again").click();
    await expect(desk.text("Visa •••• 1111")).toBeVisible();
    await shop.page.context().close();
    await desk.page.context().close();
  });

  test("[CAP1] gateway killed with -9 in the middle: still on hold after the restart, and it completes", async ({
    browser,
  }) => {
    const shop = await openShop(browser, system);
    const desk = await openDesk(browser, system);
    await meet(shop, desk, "gateway dies");
    await desk.capture("/card");
    await shop.form.field("Card number").fill("4111");
    await system.gateway.kill();
    await system.gateway.start();
    await expect(desk.shield).toBeVisible();
    await shop.form.fillCard(testCard);
    await shop.form.button("Save card").click();
    await expect(desk.text("Visa •••• 1111")).toBeVisible({ timeout: 30_000 });
    await expect(shop.text("Visa •••• 1111 was stored securely")).toBeVisible();
    await shop.say("after the storm");
    await expect(desk.text("after the storm")).toBeVisible();
    await shop.page.context().close();
    await desk.page.context().close();
  });

  test("[CAP1] both stopped in the middle, as for an update: nothing is lost, and it completes", async ({
    browser,
  }) => {
    const shop = await openShop(browser, system);
    const desk = await openDesk(browser, system);
    await meet(shop, desk, "an update comes");
    await desk.capture("/card");
    await shop.form.fillCard(testCard);
    await Promise.all([system.gateway.stop(), system.collector.stop()]);
    await Promise.all([system.gateway.start(), system.collector.start()]);
    await expect(desk.shield).toBeVisible();
    await shop.form.button("Save card").click();
    await expect(desk.text("Visa •••• 1111")).toBeVisible({ timeout: 30_000 });
    await expect(shop.text("Visa •••• 1111 was stored securely")).toBeVisible();
    await shop.page.context().close();
    await desk.page.context().close();
  });
});
