import { readFile, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { ShopPage, testCard } from "../pages/shop-page.ts";
import { expect, openDesk, test } from "./fixtures.ts";

test("[1] [3] a page of another origin, under the policy that docs/page-integrity.md gives, holds chat and form, and nothing is refused", async ({
  browser,
  system,
}) => {
  const { gateway, collector, data } = system;
  const policy = await documentedPolicy(gateway.url, collector.url);
  const host = await servePage(
    policy,
    `<!doctype html><title>Harbour</title><script src="${gateway.url}/widget/aside.js" data-tenant="harbour" async></script>`,
  );
  const file = join(data, "harbour.json");
  await writeFile(file, JSON.stringify({ id: "harbour", name: "Harbour", origins: [host.url] }));
  await system.operate("tenant", "put", file);
  await writeFile(
    file,
    JSON.stringify({ id: "harbour", name: "Harbour", parentOrigins: [host.url] }),
  );
  await system.collect("tenant", "put", file);
  const email = "mia@harbour.example";
  const printed = await system.operate("agent", "put", "harbour", email, "Mia");
  const password = /password: (\S+)/.exec(printed)?.[1] ?? "";
  const agents = [{ tenant: "harbour", email, password }];
  const desk = await openDesk(browser, { ...system, agents }, {}, "mia");

  const context = await browser.newContext();
  const page = await context.newPage();
  const refused: string[] = [];
  page.on("console", (line) => {
    if (/Content Security Policy|refused/i.test(line.text())) refused.push(line.text());
  });
  await page.goto(host.url);
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
  host.server.close();
});

/** An origin of its own: neither the gateway's nor the collector's. */
async function servePage(policy: string, body: string): Promise<{ url: string; server: Server }> {
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html", "content-security-policy": policy });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `http://localhost:${address.port}`, server };
}

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
