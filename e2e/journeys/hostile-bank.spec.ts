import type { Frame } from "@playwright/test";
import { testCard, type ShopPage } from "../pages/shop-page.ts";
import { cards, startBank, type Bank } from "../system/bank.ts";
import { startPayingSystem } from "../system/paying-system.ts";
import type { System } from "../system/system.ts";
import { expect, meet, test as base } from "./fixtures.ts";

const test = base.extend<object, { bank: Bank; system: System }>({
  bank: [
    async ({ browserName: _browserName }, provide) => {
      const bank = await startBank();
      await provide(bank);
      bank.close();
    },
    { scope: "worker" },
  ],
  system: [
    async ({ bank }, provide) => {
      const system = await startPayingSystem(bank);
      await provide(system);
      await system.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

test("[1] [5] [29] a bank's page that is hostile leaves its frame by no way, and what it claims decides nothing", async ({
  shop,
  desk,
  bank,
  system,
}) => {
  const { page } = shop;
  await meet(shop, desk, "my bank is not mine");
  const frame = await asked(shop, desk, system);
  const address = page.url();
  const form = `${system.collector.url}/form?tenant=demo`;

  const given = { evil: EVIL, collector: system.collector.url, shopOrigin: system.gateway.url };
  const reached = await frame.evaluate(({ evil, collector, shopOrigin }) => {
    const attempts: Record<string, () => unknown> = {
      top: () => (window.top ?? window).location.assign(evil),
      "the form": () => window.parent.parent.location.assign(evil),
      "the page around it": () => window.parent.location.assign(evil),
      "the form's document": () => window.parent.parent.document.body,
      "a window": () => window.open(evil)?.closed,
    };
    for (const [target, origin] of [
      [window.parent, collector],
      [window.parent.parent, collector],
      [window.top ?? window, shopOrigin],
    ] as const) {
      for (const message of [
        { type: "connect" },
        { type: "ticket", ticket: "t", scheme: "light" },
        { type: "state", state: "stored" },
        "stored",
        null,
      ])
        target.postMessage(message, origin, [new MessageChannel().port2]);
    }
    return Object.entries(attempts).flatMap(([name, attempt]) => {
      try {
        return attempt() === undefined ? [] : [name];
      } catch {
        return [];
      }
    });
  }, given);
  expect(reached).toEqual([]);
  // It frames the form once more.
  await frame.evaluate((src) => {
    const again = document.createElement("iframe");
    again.src = src;
    document.body.append(again);
  }, form);
  await expect.poll(() => frame.childFrames()[0]?.url()).toBe("chrome-error://chromewebdata/");
  expect([page.url(), page.context().pages().length]).toEqual([address, 1]);

  // It says that it is done: the collector asks.
  const payment = bank.payments.at(-1);
  await frame.evaluate((back) => location.assign(`${back}?status=authorised`), payment?.back ?? "");
  await expect.poll(() => frame.url()).toContain("/return?status=authorised");
  await expect(desk.shield).toBeVisible();
  await expect(shop.form.root.locator('iframe[title="Your bank has a question"]')).toBeVisible();
  expect(payment?.status).toBe("asked");

  if (payment) payment.status = "authorised";
  await expect(shop.text("Visa •••• 3220 · paid")).toBeVisible({ timeout: 20_000 });
});

test("[3] the page that embeds the form cannot put a bank of its own into it", async ({
  shop,
  desk,
  system,
}) => {
  const { page } = shop;
  await page.route(`${EVIL}**`, (route) =>
    route.fulfill({ contentType: "text/html", body: "<input name=code>" }),
  );
  await meet(shop, desk, "my shop is not mine");
  const frame = await asked(shop, desk, system);
  const [around] = [frame.parentFrame()];
  await page.evaluate((evil) => {
    const host = document.querySelector("aside-widget")?.shadowRoot;
    const form = host?.querySelector<HTMLIFrameElement>("iframe.secure")?.contentWindow;
    const challenge = form?.frames[0];
    challenge?.frames[0]?.location.replace(evil);
  }, EVIL);
  await expect.poll(() => frame.url()).toBe("chrome-error://chromewebdata/");
  await page.evaluate((evil) => {
    const host = document.querySelector("aside-widget")?.shadowRoot;
    const form = host?.querySelector<HTMLIFrameElement>("iframe.secure")?.contentWindow;
    form?.frames[0]?.location.replace(evil);
  }, EVIL);
  await expect.poll(() => around?.url()).toBe("chrome-error://chromewebdata/");
  expect(page.frames().map((each) => each.url())).not.toContain(EVIL);
});

const EVIL = "http://evil.test/";

/** Pays with a card whose bank asks. @returns the frame of that bank's page */
async function asked(
  shop: ShopPage,
  desk: { capture(command: string): Promise<void> },
  system: System,
): Promise<Frame> {
  await desk.capture("/card 42.00 EUR order 1043");
  await shop.form.fillCard({ ...testCard, number: cards.asked });
  await shop.form.button("Pay €42.00 securely").click();
  const question = shop.form.root.frameLocator('iframe[title="Your bank has a question"]');
  await question.frameLocator("iframe").getByRole("button", { name: "Yes, it is me" }).waitFor();
  const frame = shop.page.frames().find((each) => each.url().includes("/bank/pay"));
  if (frame === undefined) throw new Error(`no bank's page at ${system.collector.url}`);
  return frame;
}
