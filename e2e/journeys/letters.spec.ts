import type { Frame, Locator, Page } from "@playwright/test";
import { ShopPage } from "../pages/shop-page.ts";
import { expect, meet, openDesk, test } from "./fixtures.ts";

const HEBREW = "שרה כהן (2)";

test("a name that is written from right to left stands in its place, in a sentence and in the list", async ({
  browser,
  system,
}) => {
  const shop = new ShopPage(await (await browser.newContext()).newPage());
  await shop.page.addInitScript(
    `new MutationObserver(() => {
      const script = document.querySelector("script[data-tenant]");
      if (script !== null) script.dataset.name = ${JSON.stringify(HEBREW)};
    }).observe(document, { childList: true, subtree: true })`,
  );
  await shop.page.goto(`${system.gateway.url}/demo/`);
  await shop.open();
  await shop.say("about my tent");
  const desk = await openDesk(browser, system);
  await desk.take("about my tent");
  const line = desk.stream.getByText(/started the conversation/);
  await expect(line).toContainText(HEBREW);
  expect(await leftOf(line, "שרה")).toBeLessThan(await leftOf(line, "started"));
  const page = desk.page.getByRole("complementary");
  const facts = page.getByRole("definition");
  expect(await leftOf(facts.nth(0), "כהן")).toBeLessThan((await leftOf(facts.nth(2), ":")) + 60);
  await shop.page.context().close();
  await desk.page.context().close();
});

test("[WCAG 1.4.4] in a browser whose letters are twice as large no line of the queue stands in another", async ({
  shop,
  desk,
}) => {
  await enlarge(desk.page, desk.page);
  await desk.page.reload();
  await shop.say("in large letters");
  // Others may wait above it, and the list draws what can be seen.
  await desk.page.getByRole("searchbox").fill("in large letters");
  const row = desk.page.getByRole("navigation").getByRole("button", { name: /in large letters/ });
  await expect(row).toBeVisible();
  const [who, said] = await Promise.all(
    ["Visitor", "in large letters"].map((text) => row.getByText(text).boundingBox()),
  );
  const box = await row.boundingBox();
  expect(who && said && who.y + who.height <= said.y + 1).toBe(true);
  expect(said && box && said.y + said.height <= box.y + box.height).toBe(true);
});

test("[WCAG 1.4.4] in such a browser a phone shows every step of a capture, and the form's letters are twice as large too", async ({
  shop,
  desk,
  system,
}) => {
  await meet(shop, desk, "in very large letters");
  for (const { page } of [desk, shop]) {
    await page.setViewportSize({ width: 390, height: 844 });
    await enlarge(page, page);
  }
  await desk.capture("/card 42 EUR");
  const steps = desk.shield.getByRole("listitem");
  await expect(steps).toHaveCount(4);
  const card = await desk.shield.boundingBox();
  for (const step of await steps.all()) {
    const box = await step.boundingBox();
    expect(box && card && box.x + box.width <= card.x + card.width).toBe(true);
  }
  // It was asked for just now: the agent sees it without going there.
  await expect(steps.last()).toBeInViewport();
  const number = shop.form.field("Card number");
  await number.waitFor();
  const frame = shop.page
    .frames()
    .find((one) => one.url().startsWith(`${system.collector.url}/form`));
  if (frame === undefined) throw new Error("no form");
  await enlarge(shop.page, frame);
  const [letters, height] = await number.evaluate((one) => [
    parseFloat(getComputedStyle(one).fontSize),
    one.clientHeight,
  ]);
  expect(letters).toBe(32);
  expect(height).toBeGreaterThan(1.3 * 32);
  await desk.shield.getByRole("button", { name: /Cancel capture/ }).click();
  await desk.button("End the capture").click();
  await desk.composer.fill("/card");
  await desk.composer.press("Enter");
  const currency = desk.page.getByText("Currency", { exact: true });
  expect((await currency.boundingBox())?.height).toBeLessThan(1.6 * 24);
});

async function enlarge(page: Page, target: Page | Frame): Promise<void> {
  const session = await page.context().newCDPSession(target);
  await session.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
}

test("where the system's own colours replace all others, who is there is told from who is not, and a row is seen under the pointer", async ({
  browser,
  system,
  shop,
}) => {
  await shop.say("in high contrast");
  const desk = await openDesk(browser, system, { forcedColors: "active" });
  const row = desk.page.locator(".queue-row", { hasText: "in high contrast" });
  await expect(row).toHaveCSS("outline-style", "none");
  await row.hover();
  await expect(row).toHaveCSS("outline-style", "solid");
  await desk.take("in high contrast");
  const dot = desk.page.getByRole("main").locator(".avatar-dot");
  const colour = () => dot.evaluate((element) => getComputedStyle(element).backgroundColor);
  await expect(dot).toHaveAttribute("data-online", "true");
  const here = await colour();
  await shop.page.goto("about:blank");
  await expect(dot).toHaveAttribute("data-online", "false", { timeout: 30_000 });
  expect(await colour()).not.toBe(here);
  await desk.page.context().close();
});

/** Where the first letters of a text begin on the page. */
async function leftOf(within: Locator, text: string): Promise<number> {
  return await within.first().evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at === -1) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      return range.getBoundingClientRect().left;
    }
    throw new Error(`no ${wanted} in it`);
  }, text);
}
