import type { Page } from "@playwright/test";
import { expect, meet, test } from "./fixtures.ts";

/** What a hostile host page may do to the frame, each as a style on a cover, on the frame or on what it stands in. */
const SCENARIOS = {
  "an opaque cover": { cover: "background:#fff" },
  "a transparent cover": { cover: "background:#fff;opacity:0.01" },
  "a cover over one field": { cover: "background:#fff", part: true },
  "the frame made faint": { frame: "opacity:0.2" },
  "what it stands in made faint": { around: "opacity:0.2" },
  "the frame turned by a transform": { frame: "transform:rotate(2deg)" },
  "the frame made small by a transform": { frame: "transform:scale(0.1)" },
  "a filter": { frame: "filter:blur(4px)" },
  "the frame cut to a slit": { frame: "height:24px;max-height:24px;min-height:0" },
} satisfies Record<string, Attack>;

interface Attack {
  cover?: string;
  part?: boolean;
  frame?: string;
  around?: string;
}

test("[2] nine ways to hide the form lock it, until it can be seen again; a window of its own is offered", async ({
  shop,
  desk,
}) => {
  await meet(shop, desk, "watch the cover");
  await desk.capture("/card");
  const number = shop.form.field("Card number");
  await expect(number).toBeEnabled();
  await number.scrollIntoViewIfNeeded();
  for (const [name, attack] of Object.entries(SCENARIOS)) {
    const undo = await apply(shop.page, attack);
    await expect(number, name).toBeDisabled();
    await expect(shop.form.root.getByText("Something lies over this form"), name).toBeAttached();
    await undo();
    await expect(number, name).toBeEnabled();
  }
});

async function apply(page: Page, attack: Attack): Promise<() => Promise<void>> {
  await page.evaluate((given) => {
    const host = document.querySelector("aside-widget")?.shadowRoot ?? document;
    const frame = host.querySelector<HTMLIFrameElement>("iframe.secure");
    if (frame === null || frame.parentElement === null) throw new Error("no frame");
    frame.dataset["was"] = frame.style.cssText;
    frame.parentElement.dataset["was"] = frame.parentElement.style.cssText;
    frame.style.cssText += given.frame ?? "";
    frame.parentElement.style.cssText += given.around ?? "";
    if (given.cover === undefined) return;
    const { left, top, width, height } = frame.getBoundingClientRect();
    const cover = document.createElement("div");
    cover.id = "cover";
    const tall = given.part === true ? Math.min(60, height) : height;
    cover.style.cssText = `position:fixed;z-index:2147483647;pointer-events:none;left:${left}px;top:${top}px;width:${width}px;height:${tall}px;${given.cover}`;
    document.documentElement.append(cover);
  }, attack);
  return () =>
    page.evaluate(() => {
      document.querySelector("#cover")?.remove();
      const host = document.querySelector("aside-widget")?.shadowRoot ?? document;
      const frame = host.querySelector<HTMLIFrameElement>("iframe.secure");
      for (const element of [frame, frame?.parentElement]) {
        if (element) element.style.cssText = element.dataset["was"] ?? "";
      }
    });
}
