import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FrameLocator, Page } from "@playwright/test";
import { startSystem, type System } from "../system/system.ts";
import { expect, meet, openDesk, openShop, test as base } from "./fixtures.ts";

/** A system of its own: the tenant of the other journeys keeps its name. */
const test = base.extend<{ own: System }>({
  own: async ({ browserName: _browserName }, provide) => {
    const own = await startSystem();
    await provide(own);
    await own.stop();
  },
});

/** As long as a name, a title or a purpose may be, and nowhere to break. */
const LONG = "Wolfeschlegelsteinhausenbergerdorff".repeat(3);
const NARROW = { width: 320, height: 700 };

test("[WCAG 1.4.10] at 320 pixels no word stands out of its place, however long names, titles and a purpose are", async ({
  browser,
  own: system,
}) => {
  test.setTimeout(150_000);
  const settings = {
    id: "demo",
    name: LONG.slice(0, 80),
    greeting: LONG,
    origins: [system.gateway.url],
    templates: [
      {
        id: "member",
        version: 1,
        title: LONG.slice(0, 60),
        fields: [{ name: "word", class: "text.secret", label: LONG.slice(0, 60), required: true }],
      },
    ],
  };
  const file = join(system.data, "long-names.json");
  await writeFile(file, JSON.stringify(settings));
  await system.operate("tenant", "put", file);
  await system.operate("agent", "put", "demo", "anna@demo.example", LONG.slice(0, 80));
  const desk = await openDesk(browser, system);
  const shop = await openShop(browser, system);
  await meet(shop, desk, LONG.slice(0, 80), "Hello");
  for (const { page } of [desk, shop]) await page.setViewportSize(NARROW);
  const found: string[] = [];
  const look = async (where: string, ...roots: (Page | FrameLocator)[]) => {
    for (const root of roots)
      for (const text of await standingOut(root)) found.push(`${where}: ${text}`);
  };
  await look("chat", shop.page, desk.page);
  await desk.composer.fill("/card 42.00 EUR");
  await desk.composer.press("Enter");
  await desk.button("Start the capture").waitFor();
  await look("picker", desk.page);
  await desk.page.keyboard.press("Escape");
  for (const command of [`/card 42.00 EUR ${LONG}`, "/member"]) {
    await desk.capture(command);
    await shop.form.button(/securely|^Save/).waitFor();
    await look("capture", shop.page, shop.form.root, desk.page);
    await desk.shield.getByRole("button", { name: /Cancel capture/ }).click();
    await desk.button("End the capture").click();
    await desk.composer.waitFor();
    await shop.composer.waitFor();
    await look("after", shop.page, desk.page);
  }
  expect(found).toEqual([]);
  await shop.page.context().close();
  await desk.page.context().close();
});

/** Texts whose words reach over an edge of the page, but for those that end in an ellipsis or are for screen readers only. */
async function standingOut(root: Page | FrameLocator): Promise<string[]> {
  return await root.locator(":root").evaluate((html) => {
    const roots: (Element | ShadowRoot)[] = [html];
    const found: string[] = [];
    const isMeant = (element: Element): boolean => {
      const style = getComputedStyle(element);
      const { width } = element.getBoundingClientRect();
      return (
        style.visibility === "hidden" ||
        style.textOverflow === "ellipsis" ||
        width <= 1 ||
        element.matches("textarea, input, select, style, script")
      );
    };
    for (const from of roots) {
      for (const element of from.querySelectorAll("*"))
        if (element.shadowRoot !== null) roots.push(element.shadowRoot);
      const walker = document.createTreeWalker(from, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        let hidden = node.textContent?.trim() === "";
        for (let up = node.parentElement; up !== null && !hidden; up = up.parentElement)
          hidden = isMeant(up);
        if (hidden) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const { left, right, width } = range.getBoundingClientRect();
        if (width > 0 && (left < -1 || right > window.innerWidth + 1))
          found.push(`${node.parentElement?.className ?? ""}: ${node.textContent ?? ""}`);
      }
    }
    return found;
  });
}
