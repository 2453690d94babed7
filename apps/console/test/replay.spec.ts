/// <reference types="node" />
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { startFakeGateway } from "./fake-gateway/start.ts";

const DIST = fileURLToPath(new URL("../dist", import.meta.url));

test("a replay that runs through a long conversation shows its lines and its frames at every moment", async ({
  page,
}) => {
  const gateway = await startFakeGateway(DIST);
  const began = Date.now() - 60_000;
  const id = gateway.world.start("Jane Whitfield", began);
  for (let count = 0; count < 1_500; count += 1) {
    const from = count % 3 === 0 ? "agent" : "customer";
    gateway.world.say(id, from, `Line ${count}`, began + count * 20);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${gateway.url}/console/#/c/${id}`);
  await page.getByRole("button", { name: "anna@demo.example" }).click();
  await page.getByRole("button", { name: "Replay" }).click();
  await page.getByRole("slider").press("Home");
  await expect(page.getByText(/frame [1-9] of/)).toBeVisible();
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect(page.getByText(/frame [3-9]\d\d of/)).toBeVisible();
  const seen = await page.evaluate(async () => {
    const shows = (scroller: string, line: string): boolean => {
      const box = document.querySelector(scroller)?.getBoundingClientRect();
      return [...document.querySelectorAll(line)].some((one) => {
        const { top, bottom } = one.getBoundingClientRect();
        return box !== undefined && top < box.bottom && bottom > box.top;
      });
    };
    const channel = new MessageChannel();
    const moments: boolean[][] = [];
    while (moments.length < 20) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      // After what the console does for this frame of the screen.
      await new Promise((resolve) => {
        channel.port1.onmessage = resolve;
        channel.port2.postMessage(null);
      });
      moments.push([
        shows(".stream-scroll", ".stream-line"),
        shows(".frames-scroll", ".frames-scroll li"),
      ]);
    }
    return moments;
  });
  expect(seen).toEqual(seen.map(() => [true, true]));
  await gateway.close();
});
