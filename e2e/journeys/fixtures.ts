import {
  test as base,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
} from "@playwright/test";
import { DeskPage } from "../pages/desk-page.ts";
import { ShopPage } from "../pages/shop-page.ts";
import { startSystem, type System } from "../system/system.ts";

interface Faces {
  /** The demo shop in a browser of its own, the chat open. */
  shop: ShopPage;
  /** The console in another browser, signed in as Anna. */
  desk: DeskPage;
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
    const shop = await openShop(browser, system);
    await provide(shop);
    await shop.page.context().close();
  },
  desk: async ({ browser, system }, provide) => {
    const desk = await openDesk(browser, system);
    await provide(desk);
    await desk.page.context().close();
  },
});

export { expect } from "@playwright/test";

export async function openShop(
  browser: Browser,
  system: System,
  options: BrowserContextOptions = {},
): Promise<ShopPage> {
  const context = await browser.newContext(options);
  const shop = new ShopPage(await context.newPage());
  await shop.page.goto(`${system.gateway.url}/demo/`);
  await shop.open();
  return shop;
}

export async function openDesk(
  browser: Browser,
  system: System,
  options: BrowserContextOptions = {},
  who = "anna",
): Promise<DeskPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await signIn(context, system, who);
  await page.goto(`${system.gateway.url}/console/`);
  return new DeskPage(page);
}

type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>;

/** The sessions of who signed in to a system: to check a password takes its gateway half a second, on purpose. */
const sessions = new WeakMap<System, Map<string, Cookies>>();

async function signIn(context: BrowserContext, system: System, who: string): Promise<void> {
  const known = sessions.get(system) ?? new Map<string, Cookies>();
  sessions.set(system, known);
  const session = known.get(who);
  if (session !== undefined) return await context.addCookies(session);
  const agent = system.agents.find(({ email }) => email.startsWith(`${who}@`));
  if (agent === undefined) throw new Error(`no agent ${who} is seeded`);
  const response = await context.request.post(`${system.gateway.url}/v1/sign-in`, {
    data: agent,
    headers: { origin: system.gateway.url },
  });
  if (!response.ok()) throw new Error(`sign-in: ${response.status()}`);
  known.set(who, await context.cookies());
}

/** Customer and agent in one conversation, one message each way. */
export async function meet(
  shop: ShopPage,
  desk: DeskPage,
  word: string,
  answer = "Hello, I am looking into it.",
): Promise<void> {
  await shop.say(word);
  await desk.take(word);
  await desk.say(answer);
  await shop.text(answer).waitFor();
}
