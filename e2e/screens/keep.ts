import { mkdir } from "node:fs/promises";
import type { Page } from "@playwright/test";
import sharp from "sharp";

/** Where the pictures are kept. */
export const folder = new URL("../../docs/screens/", import.meta.url);
await mkdir(folder, { recursive: true });

export const SIZES = {
  wide: { width: 1440, height: 900 },
  narrow: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
};
export const SCHEMES = ["light", "dark"] as const;
export type Scheme = (typeof SCHEMES)[number];

export async function keep(page: Page, name: string): Promise<void> {
  const picture = await page.screenshot({ animations: "disabled" });
  await sharp(picture)
    .webp({ quality: 72 })
    .toFile(new URL(`${name}.webp`, folder).pathname);
}

/** The same moment on a desk and on a phone. */
export async function keepBoth(page: Page, name: string, scheme: Scheme): Promise<void> {
  await keep(page, `${name}-${scheme}`);
  await page.setViewportSize(SIZES.phone);
  await keep(page, `${name}-phone-${scheme}`);
  await page.setViewportSize(SIZES.wide);
}
