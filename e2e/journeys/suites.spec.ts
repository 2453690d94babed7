import type { Browser, Page } from "@playwright/test";
import * as z from "zod";
import { ShopPage, testCard } from "../pages/shop-page.ts";
import { startSystem } from "../system/system.ts";
import { expect, meet, openDesk, openShop, test } from "./fixtures.ts";

const submission = z.object({ envelope: z.object({ suite: z.string() }) });

test("the form seals with libsodium, and with WebCrypto where the browser runs no WebAssembly", async ({
  shop,
  desk,
  system,
  browser,
}) => {
  const suites = heard(shop.page);
  await meet(shop, desk, "sealed by libsodium");
  await desk.capture("/card");
  await shop.form.fillCard(testCard);
  await shop.form.button("Save card").click();
  await expect(desk.text("stored")).toBeVisible();
  expect(suites).toEqual(["xc20p"]);

  const context = await browser.newContext();
  await context.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
  const locked = new ShopPage(await context.newPage());
  await locked.page.goto(`${system.gateway.url}/demo/`);
  await locked.open();
  const others = heard(locked.page);
  await meet(locked, desk, "no WebAssembly here");
  await desk.capture("/card");
  await locked.form.fillCard(testCard);
  await locked.form.button("Save card").click();
  await expect(locked.text(/was stored securely/)).toBeVisible();
  expect(others).toEqual(["a256gcm"]);
  await context.close();
});

test("a collector that offers a256gcm alone serves a form without WebAssembly, under a policy that forbids it", async ({
  browser,
}) => {
  const system = await startSystem({ env: { ASIDE_SUITES: "a256gcm" } });
  try {
    await capture(browser, system);
  } finally {
    await system.stop();
  }
});

async function capture(browser: Browser, system: Awaited<ReturnType<typeof startSystem>>) {
  const [shop, desk] = [await openShop(browser, system), await openDesk(browser, system)];
  const suites = heard(shop.page);
  const loaded: string[] = [];
  const policies: string[] = [];
  shop.page.on("response", (response) => {
    if (response.url().startsWith(system.collector.url)) loaded.push(response.url());
    const policy = response.headers()["content-security-policy"];
    if (/\/form\?/.test(response.url()) && policy) policies.push(policy);
  });
  await meet(shop, desk, "only WebCrypto");
  await desk.capture("/card");
  await shop.form.fillCard(testCard);
  await shop.form.button("Save card").click();
  await expect(desk.text("Visa •••• 1111")).toBeVisible();
  expect(suites).toEqual(["a256gcm"]);
  expect(policies).toEqual([expect.stringContaining("script-src 'self';")]);
  expect(loaded.filter((url) => /wasm|xc20p/.test(url))).toEqual([]);
  await shop.page.context().close();
  await desk.page.context().close();
}

/** The suites of what the form submits. */
function heard(page: Page): string[] {
  const suites: string[] = [];
  page.on("request", (request) => {
    if (!request.url().endsWith("/v1/captures/submit")) return;
    suites.push(submission.parse(request.postDataJSON()).envelope.suite);
  });
  return suites;
}
