import type { Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startStand, visit, type Stand } from "./stand.ts";

const CARD = "4111 1111 1111 1111";

let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand.stop());

describe("the keyboard", () => {
  it("goes to the composer, to the sheet while a capture is on, back, and to the launcher", async () => {
    await using shop = await visit(stand);
    const page = await shop.open();
    await opened(page);
    await expect.poll(() => focused(page)).toBe("composer");
    shop.gateway.offer();
    await expect.poll(() => focused(page)).toBe("sheet");
    await page.frameLocator("iframe.secure").getByText("Card number").click();
    shop.gateway.end("completed", { display: "Visa •••• 1111" });
    await page.getByText("Visa •••• 1111 was stored securely").first().waitFor();
    await expect.poll(() => focused(page)).toBe("composer");
    await page.keyboard.press("Escape");
    await expect.poll(() => focused(page)).toBe("launcher");
  });

  it("stays on the page where the customer writes there when a capture begins", async () => {
    await using shop = await visit(stand);
    const page = await shop.open();
    await opened(page);
    await page.getByRole("radio", { name: "Slate" }).focus();
    shop.gateway.offer();
    await page.frameLocator("iframe.secure").getByText("Card number").waitFor();
    expect(await focused(page)).toBe("page");
  });

  it("keeps its place where the customer thinks again, and on the way to another device and back", async () => {
    await using shop = await visit(stand);
    const page = await shop.open();
    await opened(page);
    shop.gateway.offer();
    await page.frameLocator("iframe.secure").getByText("Card number").waitFor();
    await page.getByRole("button", { name: "Not now" }).press("Enter");
    await expect.poll(() => focused(page)).toBe("Share nothing");
    await page.getByRole("button", { name: "Back", exact: true }).press("Enter");
    await expect.poll(() => focused(page)).toBe("Not now");
    await page.getByRole("button", { name: "Use my phone" }).press("Enter");
    await expect.poll(() => focused(page)).toBe("Continue here");
    await page.keyboard.press("Enter");
    await expect.poll(() => focused(page)).toBe("Use my phone");
  });

  it("goes on into a new chat where this one is full, with what had no room", async () => {
    await using shop = await visit(stand);
    const page = await shop.open();
    const composer = await opened(page);
    const full = { ok: false, code: "conversation_full", text: "full" } as const;
    shop.gateway.answerWith((message) =>
      message.type === "leave" ? shop.gateway.usual(message) : full,
    );
    await composer.fill("One too many");
    await composer.press("Enter");
    await expect.poll(() => focused(page)).toBe("anew");
    shop.gateway.answerWith(null);
    await page.keyboard.press("Enter");
    await expect.poll(() => focused(page)).toBe("composer");
    await page.getByText("Sent", { exact: true }).waitFor();
    const said = shop.gateway.received.filter(({ type }) => type === "message");
    expect(said).toMatchObject([{ text: "One too many" }, { text: "One too many" }]);
  });

  it("goes from line to line by the arrows, with one stop for all of them", async () => {
    await using shop = await visit(stand);
    const page = await shop.open();
    await opened(page);
    shop.gateway.says("first");
    shop.gateway.says("second");
    await page.getByText("second", { exact: true }).first().waitFor();
    await page.keyboard.press("Shift+Tab");
    await expect.poll(() => focused(page)).toContain("second");
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => focused(page)).toContain("first");
    await page.keyboard.press("Tab");
    await expect.poll(() => focused(page)).toBe("composer");
  });
});

describe("a card number in the composer", () => {
  it("[BND1] goes nowhere, and the form is asked for", async () => {
    await using shop = await visit(stand);
    const page = await shop.open();
    const composer = await opened(page);
    await composer.fill(`here it is: ${CARD}`);
    await composer.press("Enter");
    await page.getByRole("button", { name: "Send safely" }).click();
    await page.frameLocator("iframe.secure").getByText("Card number").waitFor();
    expect(shop.gateway.received.filter(({ type }) => type === "message")).toEqual([]);
    expect(JSON.stringify(shop.gateway.received)).not.toMatch(/4111[ -]?1111/);
    await page.getByRole("button", { name: "Not now" }).click();
    await page.getByRole("button", { name: "Share nothing" }).click();
    await page.getByText("You chose not to share it").first().waitFor();
    expect(await composer.inputValue()).toBe("here it is:");
  });

  it("is asked about when it is pasted, and goes as cleared where it is something else", async () => {
    await using shop = await visit(stand);
    await shop.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const page = await shop.open();
    const composer = await opened(page);
    await page.evaluate((text) => navigator.clipboard.writeText(text), CARD);
    await composer.focus();
    await page.keyboard.press("Control+v");
    await page.getByText("That looks like a card number").waitFor();
    await page.getByRole("button", { name: "It is something else" }).click();
    await composer.press("Enter");
    await page.getByText("Sent", { exact: true }).waitFor();
    expect(shop.gateway.received.filter(({ type }) => type === "message")).toMatchObject([
      { text: CARD, cleared: true },
    ]);
  });

  it("that only the gateway noticed: a placeholder, and the same offer", async () => {
    await using shop = await visit(stand);
    const page = await shop.open();
    const composer = await opened(page);
    shop.gateway.answerWith((message) => {
      if (message.type !== "message") return shop.gateway.usual(message);
      const cuts = [{ start: 3, end: 9, type: "CARD_NUMBER" }];
      const cut = { id: message.id, text: "is [card]", cuts };
      const seq = shop.gateway.deliver({ type: "message", from: "customer", message: cut });
      const until = Date.now() + 60_000;
      shop.gateway.deliver({
        type: "stray",
        message: message.id,
        state: "waiting",
        until,
        mayPass: true,
      });
      return { ok: true, status: "cut", seq, cuts };
    });
    await composer.fill("is the one you know");
    await composer.press("Enter");
    await page.getByText("We took it out of your message").waitFor();
    expect(await page.locator(".bubble p").last().textContent()).toBe("is card number removed");
  });
});

describe("several tabs", () => {
  it("one has the form, another can take it", async () => {
    await using shop = await visit(stand);
    const first = await shop.open();
    await opened(first);
    shop.gateway.offer();
    await first.frameLocator("iframe.secure").getByText("Card number").waitFor();
    const second = await shop.open();
    await second.getByRole("button", { name: /^Open chat/ }).click();
    await second.getByText("open in another tab").waitFor();
    await second.getByRole("button", { name: "Continue here" }).click();
    await second.frameLocator("iframe.secure").getByText("Card number").waitFor();
    await first.getByText("open in another tab").waitFor();
    expect(await first.locator("iframe.secure").count()).toBe(0);
  });

  it("a reload in the middle brings the chat and the form back", async () => {
    await using shop = await visit(stand);
    const page = await shop.open();
    await opened(page);
    shop.gateway.says("before the reload");
    shop.gateway.offer();
    await page.frameLocator("iframe.secure").getByText("Card number").waitFor();
    await page.reload();
    await page.frameLocator("iframe.secure").getByText("Card number").waitFor();
    await page.getByText("before the reload").first().waitFor();
    const [, back] = shop.gateway.hellos;
    expect(back).toMatchObject({ session: "ses_fake", after: 0 });
    expect(back).not.toHaveProperty("page");
  });
});

it("says that a chat could not be ended, and ends it when asked again", async () => {
  await using shop = await visit(stand);
  const page = await shop.open();
  await opened(page);
  shop.gateway.answerWith(() => ({ ok: false, code: "unavailable", text: "later" }));
  await page.getByRole("button", { name: "Options" }).click();
  await page.getByRole("button", { name: "End chat" }).click();
  await page.getByRole("button", { name: "End chat" }).click();
  await page.getByRole("alert").getByText("Please try again").waitFor();
  shop.gateway.answerWith(null);
  await page.getByRole("button", { name: "End chat" }).click();
  await page.getByRole("button", { name: "Start a new chat" }).waitFor();
  expect(await page.getByRole("alert").getByText("Please try again").count()).toBe(0);
});

it("[BND1] tells nothing of the customer while a capture is on", async () => {
  await using shop = await visit(stand);
  const page = await shop.open();
  await opened(page);
  shop.gateway.offer();
  await page.frameLocator("iframe.secure").getByText("Card number").waitFor();
  const before = shop.gateway.received.length;
  await page.evaluate(() => {
    document.title = "canary title";
    history.pushState(null, "", "?canary=1");
  });
  shop.gateway.says("Take your time.");
  await page.getByText("Anna: Take your time.").last().waitFor();
  await page.evaluate(() => window.Aside?.close());
  await page.evaluate(() => window.Aside?.open());
  await page.getByRole("button", { name: "More time" }).click();
  await expect.poll(() => shop.gateway.received.length).toBe(before + 1);
  expect(shop.gateway.received.slice(before).map(({ type }) => type)).toEqual([
    "capture.more-time",
  ]);
  expect(await page.getByRole("textbox", { name: "Message" }).count()).toBe(0);
});

async function opened(page: Page) {
  await page.getByRole("button", { name: "Open chat" }).click();
  await page.locator(".greeting").waitFor();
  return page.getByRole("textbox", { name: "Message" });
}

/** Where the keyboard is, in one word. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const inside = document.querySelector("aside-widget")?.shadowRoot?.activeElement;
    if (!(inside instanceof HTMLElement)) return "page";
    if (inside.className === "launcher") return "launcher";
    return inside.dataset["entry"] ?? inside.textContent ?? "";
  });
}
