import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violationsOf } from "./axe.ts";
import { startStand, visit, type Stand } from "./stand.ts";
import { states } from "./states.ts";

let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand.stop());

describe("on a page", () => {
  it("loads the loader alone until the chat is opened", async () => {
    await using shop = await visit(stand);
    const page = await shop.open();
    await page.getByRole("button", { name: "Open chat" }).waitFor();
    const loaded = () =>
      page.evaluate(() =>
        performance
          .getEntriesByType("resource")
          .flatMap(({ name }) => /\/widget\/([a-z]+)[^/]*\.js$/.exec(name)?.[1] ?? []),
      );
    expect(await loaded()).toEqual(["aside"]);
    expect(shop.gateway.hellos).toEqual([]);
    await page.getByRole("button", { name: "Open chat" }).click();
    await page.getByRole("textbox", { name: "Message" }).waitFor();
    // What looks at what is typed comes beside the chat, in no certain order.
    await expect
      .poll(async () => (await loaded()).toSorted())
      .toEqual(["aside", "chat", "en", "look"]);
  });

  it("adds one frozen global, which opens and closes the chat", async () => {
    await using shop = await visit(stand);
    const page = await shop.open("/pages/plain.html");
    await page.getByRole("button", { name: "Open chat" }).waitFor();
    const added = await page.evaluate(() => {
      const frame = document.createElement("iframe");
      document.body.append(frame);
      const usual = new Set(Object.getOwnPropertyNames(frame.contentWindow ?? {}));
      frame.remove();
      return Object.getOwnPropertyNames(window).filter(
        (name) => !usual.has(name) && !/^\d+$/.test(name),
      );
    });
    expect(added).toEqual(["Aside"]);
    expect(await page.evaluate(() => Object.isFrozen(window.Aside))).toBe(true);
    await page.evaluate(() => window.Aside?.open());
    await page.getByRole("dialog", { name: /Chat with/ }).waitFor();
    await page.evaluate(() => window.Aside?.close());
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  });

  it("has a word for a name until the gateway has told it", async () => {
    await using shop = await visit(stand);
    const page = await shop.open();
    await page.routeWebSocket(/socket\.io/, () => {});
    await page.getByRole("button", { name: "Open chat" }).click();
    await page.getByRole("dialog", { name: "Chat", exact: true }).waitFor();
    expect(await page.getByRole("heading").getByText("Chat", { exact: true }).count()).toBe(1);
  });

  it.each([
    [16, "15px"],
    [32, "30px"],
  ])(
    "[WCAG 1.4.4] letters follow the browser's size (%i), not the page's rem",
    async (standard, is) => {
      await using shop = await visit(stand);
      const page = await shop.context.newPage();
      const session = await shop.context.newCDPSession(page);
      await session.send("Page.setFontSizes", { fontSizes: { standard, fixed: 13 } });
      await page.goto(`${shop.gateway.origin}/pages/hostile.html`);
      await page.getByRole("button", { name: "Open chat" }).click();
      const composer = page.getByRole("textbox", { name: "Message" });
      expect(await composer.evaluate((one) => getComputedStyle(one).fontSize)).toBe(is);
      // As it is laid out: the page turns all that it can reach a little.
      const panel = page.getByRole("dialog");
      expect(await panel.evaluate((one) => one.clientWidth + 2)).toBe((380 * standard) / 16);
    },
  );

  it("works under a strict CSP with Trusted Types, and page styles do not get in", async () => {
    await using shop = await visit(stand);
    const page = await shop.open("/pages/hostile.html");
    await page.getByRole("button", { name: "Open chat" }).click();
    await page.getByRole("textbox", { name: "Message" }).fill("hello");
    await page.getByRole("textbox", { name: "Message" }).press("Enter");
    await page.getByText("Sent", { exact: true }).waitFor();
    shop.gateway.offer();
    await page.frameLocator("iframe.secure").getByText("Card number").waitFor();
    const style = await page
      .locator(".bubble p")
      .last()
      .evaluate((element) => {
        const { fontFamily, letterSpacing, direction, color } = getComputedStyle(element);
        return {
          cursive: fontFamily === "cursive",
          letterSpacing,
          direction,
          red: color === "rgb(255, 0, 0)",
        };
      });
    expect(style).toEqual({
      cursive: false,
      letterSpacing: "normal",
      direction: "ltr",
      red: false,
    });
    const hosts = await page
      .locator("aside-widget")
      .evaluate((host) => getComputedStyle(host).transform);
    expect(hosts).toBe("none");
    expect(shop.problems).toEqual([]);
  });

  it("lets none of its styles out", async () => {
    await using shop = await visit(stand);
    const page = await shop.open("/pages/plain.html");
    const look = () =>
      page.locator("body > section.panel").evaluate((element) => {
        const { position, width, borderRadius } = getComputedStyle(element);
        return { position, width, borderRadius };
      });
    const before = await look();
    await page.getByRole("button", { name: "Open chat" }).click();
    await page.getByRole("textbox", { name: "Message" }).waitFor();
    expect(await look()).toEqual(before);
  });

  it("cuts a name that is too long at its end, also where the name is written the other way than the page", async () => {
    const viewport = { width: 300, height: 600 };
    await using shop = await visit(stand, { attributes: 'data-locale="ar"', viewport });
    const page = await shop.open();
    await page.locator("aside-widget button").first().click();
    await page.locator("aside-widget textarea").waitFor();
    const name = await page.locator("aside-widget h2").evaluate((heading) => {
      const letter = document.createRange();
      letter.setStart(heading.firstChild ?? heading, 0);
      letter.setEnd(heading.firstChild ?? heading, 1);
      const box = heading.getBoundingClientRect();
      const { textAlign } = getComputedStyle(heading);
      const isCut = heading.scrollWidth > heading.clientWidth;
      return { isCut, textAlign, beginsInside: letter.getBoundingClientRect().left >= box.left };
    });
    expect(name).toEqual({ isCut: true, textAlign: "right", beginsInside: true });
  });

  it("puts nothing above the frame that would make the form close itself", async () => {
    await using shop = await visit(stand);
    const page = await shop.open();
    await page.getByRole("button", { name: "Open chat" }).click();
    await page.getByRole("textbox", { name: "Message" }).waitFor();
    shop.gateway.offer();
    const frame = page.locator("iframe.secure");
    await page.frameLocator("iframe.secure").getByText("Card number").waitFor();
    const effects = await frame.evaluate((start) => {
      const found: string[] = [];
      for (
        let node: Node | null = start;
        node;
        node = node instanceof ShadowRoot ? node.host : node.parentNode
      ) {
        if (!(node instanceof Element)) continue;
        const {
          opacity,
          filter,
          transform,
          translate,
          scale,
          rotate,
          clipPath,
          mixBlendMode,
          backdropFilter,
        } = getComputedStyle(node);
        const plain = ["none", "none", "none", "none", "none", "none", "normal", "none", "1"];
        const given = [
          filter,
          transform,
          translate,
          scale,
          rotate,
          clipPath,
          mixBlendMode,
          backdropFilter,
          opacity,
        ];
        if (given.join() !== plain.join()) found.push(`${node.localName}: ${given.join()}`);
      }
      return found;
    });
    expect(effects).toEqual([]);
    expect(await frame.getAttribute("sandbox")).toBe("allow-scripts allow-forms allow-same-origin");
    expect(await frame.getAttribute("allow")).toBe("");
    expect(await frame.getAttribute("title")).toBe("Secure form");
  });
});

/** The rules of axe that go by colours. */
const OF_COLOUR = ["color-contrast", "link-in-text-block"];

describe("axe finds nothing, light or dark", () => {
  const seen = states.filter(({ name, form }) => name !== "shop" && form === undefined);
  it.each(seen)("$name", async (state) => {
    const attributes = state.locale ? `data-locale="${state.locale}"` : "";
    await using shop = await visit(stand, { attributes });
    const page = await shop.open();
    await state.arrange(page, shop.gateway);
    const found: string[] = [];
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      // In the dark the same elements have other colours.
      const rules = colorScheme === "light" ? {} : { runOnly: OF_COLOUR };
      for (const { id, nodes } of await violationsOf(page, rules)) {
        found.push(`${colorScheme} ${id}: ${nodes.map(({ html }) => html).join(" ")}`);
      }
    }
    expect(found).toEqual([]);
  });
});
