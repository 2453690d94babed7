import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions } from "@playwright/test";
import { buildWidget } from "../build.mjs";
import { launchBrowser } from "./browser.ts";
import { startFakeForm } from "./fake-form.ts";
import { startFakeGateway } from "./fake-gateway.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The built widget in a browser, on pages of its own, with a gateway and a form in the test's hands. */
export async function startStand() {
  const outDir = await mkdtemp(join(tmpdir(), "aside-widget-"));
  const [browser] = await Promise.all([launchBrowser(), buildWidget(outDir)]);
  return {
    browser,
    outDir,
    async stop() {
      await browser.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}

export type Stand = Awaited<ReturnType<typeof startStand>>;

/** One visit: a gateway, a form, and a page of the shop. All of it is gone at the end of the block: `await using`. */
export async function visit(
  stand: { browser: Browser; outDir: string },
  { silent = false, attributes = "", ...options }: VisitOptions = {},
) {
  const form = await startFakeForm({ silent });
  const folders = {
    "/widget/": stand.outDir,
    "/demo/": join(root, "demo"),
    "/pages/": join(root, "test/pages"),
  };
  const gateway = await startFakeGateway(folders, form.origin, { attributes });
  const context = await stand.browser.newContext({ reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(15_000);
  const problems: string[] = [];
  async function open(path = "/demo/") {
    const page = await context.newPage();
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    await page.goto(gateway.origin + path);
    return page;
  }
  return {
    gateway,
    context,
    open,
    /** What the pages have complained about. */
    problems,
    async [Symbol.asyncDispose]() {
      await context.close();
      await gateway.stop();
      await form.stop();
    },
  };
}

type VisitOptions = BrowserContextOptions & { silent?: boolean; attributes?: string };
