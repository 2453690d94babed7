import type { Browser, Page } from "@playwright/test";
import { openCustodian, signInCustodian } from "../pages/custodian-page.ts";
import { testCard } from "../pages/shop-page.ts";
import { startSystem, type System } from "../system/system.ts";
import { expect, meet, openDesk, openShop, test } from "./fixtures.ts";

test("[33] a custodian sees one field for a moment, after another approved with a passkey; it is never in the page", async ({
  browser,
  system,
  shop,
  desk,
}) => {
  await meet(shop, desk, "I want to pay order 1042");
  await desk.capture("/card 42.00 EUR order 1042");
  await shop.form.fillCard(testCard);
  await shop.form.button("Pay €42.00 securely").click();
  await expect(desk.text("Visa •••• 1111")).toBeVisible();
  const link = desk.page.getByRole("link", { name: "Ask to see the value" });
  const { hash, origin } = new URL((await link.getAttribute("href")) ?? "");
  expect(origin).toBe(system.env["ASIDE_REVEAL_URL"]);
  const token = new URLSearchParams(hash.slice(1)).get("token") ?? "";

  const ana = await openCustodian(browser, system, "Ana Prieto", { token });
  const ben = await openCustodian(browser, system, "Ben Okafor");
  await expect(ben.getByText("No requests yet")).toBeVisible();
  await expect(ana.getByLabel("Token", { exact: true })).toHaveValue(token);
  await askFor(ana, "card.pan", "CASE-1042");
  await expect(ana.getByRole("button", { name: "Approve" })).toHaveCount(0);

  await signInCustodian(ben, system);
  await expect(ben.getByText(/Ana Prieto/)).toBeVisible();
  await ben.getByRole("button", { name: "Approve" }).click();
  await expect(ben.getByText("Approved")).toBeVisible();

  await signInCustodian(ana, system);
  const answered = ana.waitForResponse((response) => response.url().endsWith("/view"));
  await ana.getByRole("button", { name: "Show for 30 seconds" }).click();
  const answer = await answered;
  expect(answer.headers()["cache-control"]).toBe("no-store");
  await expect(ana.getByRole("timer")).toHaveText(/s left/);
  expect(await ana.content()).not.toMatch(/4111 ?1111/);
  expect(await ana.evaluate(() => document.body.innerText)).not.toMatch(/4111 ?1111/);
  await ana.keyboard.press("Control+A");
  await ana.keyboard.press("Control+C");
  expect(await ana.evaluate(() => String(getSelection()))).not.toMatch(/4111 ?1111/);
  await ana.getByRole("button", { name: "Hide now" }).click();
  await expect(ana.getByText("Shown")).toBeVisible();
  await expect(ana.locator("canvas")).toHaveCount(0);
  await expect(ana.getByRole("button", { name: "Show for 30 seconds" })).toHaveCount(0);

  // Its time is over also where the machine's clock is put back meanwhile.
  await signInCustodian(ana, system, token);
  await askFor(ana, "card.holder", "CASE-1043");
  await signInCustodian(ben, system);
  await ben.getByRole("button", { name: "Approve" }).click();
  await signInCustodian(ana, system);
  await ana.getByRole("button", { name: "Show for 30 seconds" }).click();
  await expect(ana.locator("canvas")).toBeVisible();
  await ana.evaluate(() => {
    const [clock, steady] = [Date.now, performance.now.bind(performance)];
    Date.now = () => clock() - 3_600_000;
    performance.now = () => steady() + 30_000;
  });
  await expect(ana.locator("canvas")).toHaveCount(0);

  // A page that was left for another one by then draws nothing.
  await signInCustodian(ana, system, token);
  await askFor(ana, "card.exp", "CASE-1044");
  await signInCustodian(ben, system);
  await ben.getByRole("button", { name: "Approve" }).click();
  await signInCustodian(ana, system);
  await ana.evaluate(() => Object.defineProperty(document, "hidden", { value: true }));
  const came = ana.waitForResponse((response) => response.url().endsWith("/view"));
  await ana.getByRole("button", { name: "Show for 30 seconds" }).click();
  expect((await came).status()).toBe(200);
  await expect(ana.getByRole("button", { name: "Show for 30 seconds" })).toHaveCount(0);
  await expect(ana.locator("canvas")).toHaveCount(0);
  for (const page of [ana, ben]) await page.context().close();
});

test("[33] on a phone a value is drawn whole; one press asks once, a refused wish stays, and the keyboard stays on the page", async ({
  browser,
}) => {
  // A system of its own: the journey before has used up what one network may ask.
  const system = await startSystem();
  await onAPhone(browser, system).finally(() => system.stop());
});

async function onAPhone(browser: Browser, system: System): Promise<void> {
  const [shop, desk] = [await openShop(browser, system), await openDesk(browser, system)];
  await meet(shop, desk, "I want to pay order 1043");
  await desk.capture("/card 42.00 EUR order 1043");
  await shop.form.fillCard({ ...testCard, name: "W".repeat(40) });
  await shop.form.button("Pay €42.00 securely").click();
  await expect(desk.text("Visa •••• 1111")).toBeVisible();
  const link = desk.page.getByRole("link", { name: "Ask to see the value" });
  const { hash } = new URL((await link.getAttribute("href")) ?? "");
  const token = new URLSearchParams(hash.slice(1)).get("token") ?? "";
  const phone = { viewport: { width: 390, height: 844 } };
  const ana = await openCustodian(browser, system, "Ana Prieto", { ...phone, token });
  const ben = await openCustodian(browser, system, "Ben Okafor", phone);
  const title = ana.getByRole("heading", { name: "Reveal a value" });

  await ana.getByLabel("Field", { exact: true }).fill("card.holder");
  await ana.getByLabel("Reason").selectOption({ label: "Chargeback" });
  await ana.getByLabel("Reference").fill("4111111111111111");
  await ana.getByRole("button", { name: "Ask a second person" }).click();
  await expect(ana.getByRole("alert")).toContainText("it may hold no long number");
  await expect(ana.getByLabel("Reason")).toHaveValue("chargeback");
  await expect(title).toBeFocused();
  await ana.getByLabel("Reference").fill("CASE-1050");
  let asked = 0;
  ana.on("request", (sent) => {
    if (sent.method() === "POST" && sent.url().endsWith("/requests")) asked += 1;
  });
  await ana.getByRole("button", { name: "Ask a second person" }).dblclick();
  await expect(ana.getByText("card.holder · CASE-1050")).toBeVisible();
  expect(asked).toBe(1);
  await expect(ana.getByLabel("Reference")).toHaveValue("");

  await signInCustodian(ben, system);
  await ben.getByRole("button", { name: "Approve: card.holder · CASE-1050" }).click();
  await expect(ben.getByText("Approved").first()).toBeVisible();
  await expect(ben.getByRole("heading", { name: "Reveal a value" })).toBeFocused();
  await signInCustodian(ana, system);
  await ana.getByRole("button", { name: "Show for 30 seconds: card.holder · CASE-1050" }).click();
  await expect(ana.locator("canvas")).toBeVisible();
  expect(await strongestAtTheSides(ana)).toBeLessThan(128);
  await ana.getByRole("button", { name: "Hide now" }).click();
  await expect(title).toBeFocused();

  // A list that does not come is no sign-out.
  await ben.route("**/v1/reveal/requests", (route) =>
    route.request().method() === "GET" ? route.abort() : route.fallback(),
  );
  await ben.getByLabel("Token", { exact: true }).fill(token);
  await ben.getByLabel("Field", { exact: true }).fill("card.pan");
  await ben.getByLabel("Reason").selectOption({ label: "Chargeback" });
  await ben.getByLabel("Reference").fill("CASE-1051");
  await ben.getByRole("button", { name: "Ask a second person" }).click();
  await expect(ben.getByRole("status")).toContainText("The collector does not answer");
  for (const page of [ana, ben, shop.page, desk.page]) await page.context().close();
}

/** The value is drawn in full ink, the mark across it in less than a third. */
async function strongestAtTheSides(page: Page): Promise<number> {
  return await page.locator("canvas").evaluate((canvas: HTMLCanvasElement) => {
    const pen = canvas.getContext("2d");
    const side = 8 * devicePixelRatio;
    const [left, right] = [0, canvas.width - side].map((x) =>
      pen?.getImageData(x, 0, side, canvas.height).data.filter((_, index) => index % 4 === 3),
    );
    return Math.max(...(left ?? [255]), ...(right ?? [255]));
  });
}

async function askFor(page: Page, field: string, reference: string): Promise<void> {
  await page.getByLabel("Field", { exact: true }).fill(field);
  await page.getByLabel("Reason").selectOption({ label: "Chargeback" });
  await page.getByLabel("Reference").fill(reference);
  await page.getByRole("button", { name: "Ask a second person" }).click();
  await expect(page.getByText("Waits for a second person")).toBeVisible();
}
