import { test as base, type BrowserContext, type Page } from "@playwright/test";
import { startSystem, type System } from "../system/system.ts";

interface Faces {
  /** The demo shop in a browser of its own, widget closed. */
  shop: Page;
  /** The console in another browser, signed in as Anna. */
  desk: Page;
}

/** One running system a worker; every test brings its own browsers and so its own conversation. */
export const test = base.extend<Faces, { system: System }>({
  system: [
    async ({ browserName: _browserName }, provide) => {
      const system = await startSystem();
      await provide(system);
      await system.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  shop: async ({ browser, system }, provide) => {
    const context = await browser.newContext();
    await provide(await openShop(context, system));
    await context.close();
  },
  desk: async ({ browser, system }, provide) => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await provide(await openDesk(context, system));
    await context.close();
  },
});

export { expect } from "@playwright/test";

export async function openShop(context: BrowserContext, system: System): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${system.gateway.url}/demo/`);
  return page;
}

export async function openDesk(context: BrowserContext, system: System): Promise<Page> {
  const page = await context.newPage();
  const [anna] = system.agents;
  if (anna === undefined) throw new Error("no agent is seeded");
  const response = await page.request.post(`${system.gateway.url}/v1/sign-in`, {
    data: anna,
    headers: { origin: system.gateway.url },
  });
  if (!response.ok()) throw new Error(`sign-in: ${response.status()}`);
  await page.goto(`${system.gateway.url}/console/`);
  return page;
}
