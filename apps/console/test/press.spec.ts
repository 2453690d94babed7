/// <reference types="node" />
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { startFakeGateway } from "./fake-gateway/start.ts";

const DIST = fileURLToPath(new URL("../dist", import.meta.url));

for (const width of [1440, 1024, 390]) {
  test(`a press on Take is not lost where the conversation comes in the middle of it, ${width} wide`, async ({
    page,
  }) => {
    const gateway = await startFakeGateway(DIST);
    const id = gateway.world.start("Jane Whitfield", Date.now() - 60_000);
    gateway.world.say(id, "customer", "Hello?");
    const held: (() => void)[] = [];
    await page.routeWebSocket(/socket\.io/, (console) => {
      const server = console.connectToServer();
      server.onMessage((frame) => {
        if (String(frame).includes('"status":"joined"')) held.push(() => console.send(frame));
        else console.send(frame);
      });
    });
    await page.setViewportSize({ width, height: 844 });
    await page.goto(`${gateway.url}/console/`);
    await page.getByRole("button", { name: "anna@demo.example" }).click();
    await page.getByRole("button", { name: /Jane Whitfield.*Hello\?/ }).click();
    const take = page.getByRole("button", { name: "Take" });
    await take.hover();
    await expect.poll(() => held.length).toBe(1);
    const before = await take.boundingBox();
    await page.mouse.down();
    held.splice(0).forEach((give) => give());
    await expect(page.getByText("Nobody has this conversation. Take it to answer.")).toBeVisible();
    expect(await take.boundingBox()).toEqual(before);
    await page.mouse.up();
    await expect.poll(() => gateway.heard).toContainEqual({ type: "take", conversation: id });
    await gateway.close();
  });
}
