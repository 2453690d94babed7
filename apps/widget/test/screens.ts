import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Browser } from "@playwright/test";
import sharp from "sharp";
import { buildWidget } from "../build.mjs";
import { launchBrowser } from "./browser.ts";
import { startFakeForm } from "./fake-form.ts";
import { startFakeGateway } from "./fake-gateway.ts";
import { states, type State } from "./states.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const { values } = parseArgs({ options: { out: { type: "string" }, only: { type: "string" } } });
const out = values.out ?? join(root, "../../artifacts/screens/widget");

const FACES = [
  { name: "wide", viewport: { width: 1440, height: 900 } },
  { name: "phone", viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
];
const SCHEMES = ["light", "dark"] as const;

/** Takes a picture of every state of the widget, wide and on a phone, light and dark. */
await mkdir(out, { recursive: true });
const { outDir } = await buildWidget();
const browser = await launchBrowser();
try {
  const wanted = values.only?.split(",");
  for (const state of states.filter(({ name }) => !wanted || wanted.includes(name))) {
    for (const face of FACES)
      for (const scheme of SCHEMES) await picture(browser, state, face, scheme);
  }
} finally {
  await browser.close();
}

async function picture(
  browser: Browser,
  state: State,
  { name, ...device }: (typeof FACES)[number],
  colorScheme: (typeof SCHEMES)[number],
) {
  const form = await startFakeForm({ silent: state.form === "silent" });
  const folders = { "/widget/": outDir, "/demo/": join(root, "demo") };
  const attributes = state.locale ? `data-locale="${state.locale}"` : "";
  const gateway = await startFakeGateway(folders, form.origin, { attributes });
  const context = await browser.newContext({
    ...device,
    colorScheme,
    reducedMotion: "reduce",
    locale: state.locale ?? "en-GB",
  });
  const page = await context.newPage();
  await page.goto(`${gateway.origin}/demo/`);
  try {
    await state.arrange(page, gateway);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  } finally {
    const png = await page.screenshot();
    await sharp(png)
      .webp({ quality: 85 })
      .toFile(join(out, `${state.name}-${name}-${colorScheme}.webp`));
    await context.close();
    await gateway.stop();
    await form.stop();
  }
}
