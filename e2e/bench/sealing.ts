import { chromium } from "@playwright/test";
import config from "../playwright.config.ts";
import type { System } from "../system/system.ts";
import type { Figure } from "./report.ts";
import { median } from "./statistics.ts";

/** What the form takes to seal a card, in Chromium with its processor slowed down six times: the form's own part, as it is served. */
export async function benchSealing(system: System): Promise<Figure[]> {
  const browser = await chromium.launch(config.use?.launchOptions ?? {});
  const page = await browser.newPage();
  await page.goto(`${system.collector.url}/form?tenant=demo`);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  const times = await page.evaluate(async () => {
    interface Sealer {
      epk: string;
      seal(reply: object, values: object[]): Promise<{ ct: string }>;
    }
    const link = document.querySelector<HTMLLinkElement>('link[href*="xc20p"]');
    if (link === null) throw new Error("the form names no such part");
    link.rel = "modulepreload";
    const part: Record<string, () => Promise<Sealer>> = await import(link.href);
    const [create] = Object.values(part);
    if (create === undefined) throw new Error("the form has no such part");
    const { epk: publicKey } = await create();
    const reply = {
      tenant: { id: "demo" },
      capture: "cap_1",
      jti: "t1",
      template: { id: "card" },
      key: { kid: "ck_1", suite: "xc20p", publicKey },
    };
    const values = ["4111111111111111", "Jane Doe", "12/2030", "123"].map((text, at) => ({
      name: `f${at}`,
      bytes: new TextEncoder().encode(text),
    }));
    const taken: number[] = [];
    for (let round = 0; round < 50; round += 1) {
      const sealer = await create();
      const began = performance.now();
      const { ct } = await sealer.seal(reply, values);
      if (ct.length < 300) throw new Error("nothing is sealed");
      taken.push(performance.now() - began);
    }
    return taken;
  });
  await browser.close();
  const value = median(times);
  return [
    {
      name: "sealing a card in the form, processor six times slower",
      value,
      unit: "ms",
      goal: "< 5 ms",
      met: value < 5,
      detail: `the first ${times[0]?.toFixed(1) ?? "?"} ms; libsodium as the form loads it`,
    },
  ];
}
