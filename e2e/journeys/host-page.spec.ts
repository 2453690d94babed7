import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ShopPage, testCard } from "../pages/shop-page.ts";
import { expect, openDesk, test } from "./fixtures.ts";

/** A tenant's page on an origin of its own, which is neither the gateway's nor the collector's. */
const HOST = "http://harbour.localhost";

test("[1] [3] a page of another origin, under the policy that docs/page-integrity.md gives, holds chat and form, and nothing is refused", async ({
  browser,
  system,
}) => {
  const { gateway, collector, data } = system;
  const file = join(data, "harbour.json");
  await writeFile(file, JSON.stringify({ id: "harbour", name: "Harbour", origins: [HOST] }));
  await system.operate("tenant", "put", file);
  await writeFile(file, JSON.stringify({ id: "harbour", name: "Harbour", parentOrigins: [HOST] }));
  await system.collect("tenant", "put", file);
  const email = "mia@harbour.example";
  const printed = await system.operate("agent", "put", "harbour", email, "Mia");
  const password = /password: (\S+)/.exec(printed)?.[1] ?? "";
  const agents = [{ tenant: "harbour", email, password }];
  const desk = await openDesk(browser, { ...system, agents });

  const context = await browser.newContext();
  const page = await context.newPage();
  const refused: string[] = [];
  page.on("console", (line) => {
    if (/Content Security Policy|refused/i.test(line.text())) refused.push(line.text());
  });
  const policy = await documentedPolicy(gateway.url, collector.url);
  await page.route(`${HOST}/`, (route) =>
    route.fulfill({
      contentType: "text/html",
      headers: { "content-security-policy": policy },
      body: `<!doctype html><title>Harbour</title><script src="${gateway.url}/widget/aside.js" data-tenant="harbour" async></script>`,
    }),
  );
  await page.goto(`${HOST}/`);
  const shop = new ShopPage(page);
  await shop.open();
  await shop.say("I would like to pay my berth");
  await desk.take("I would like to pay my berth");
  await desk.capture("/card");
  await expect(shop.form.field("Card number")).toBeEnabled();
  await shop.form.fillCard(testCard);
  await shop.form.button("Save card").click();
  await desk.text("Visa •••• 1111").waitFor();
  expect(refused).toEqual([]);
  await context.close();
  await desk.page.context().close();
});

/** The block of the page that begins with `default-src`, with both origins in it. */
async function documentedPolicy(gateway: string, collector: string): Promise<string> {
  const text = await readFile(new URL("../../docs/page-integrity.md", import.meta.url), "utf8");
  const block = /```\n(default-src [^`]+)```/.exec(text)?.[1] ?? "";
  expect(block).toContain("frame-src COLLECTOR");
  return block
    .replaceAll("wss://GATEWAY-HOST", gateway.replace("http:", "ws:"))
    .replaceAll("GATEWAY", gateway)
    .replaceAll("COLLECTOR", collector)
    .replaceAll(/\s+/g, " ")
    .trim();
}
