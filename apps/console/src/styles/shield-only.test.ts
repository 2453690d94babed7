/// <reference types="node" />
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const MAY = new Set([
  '.fence-line[data-runs="true"] svg',
  ".queue-shield",
  ".conversation-who .onhold",
  ".capture-title svg",
  ".timeline-shield",
  '.frame[data-shield="true"] .frame-head b',
]);

it("the shield's colour stands for a capture that is on, and for nothing else", () => {
  const folder = new URL("./", import.meta.url);
  const rules = readdirSync(folder)
    .filter((name) => name.endsWith(".css") && name !== "tokens.css")
    .flatMap((name) => [
      ...readFileSync(new URL(name, folder), "utf8").matchAll(/([^{}]+)\{([^{}]*)\}/g),
    ])
    .filter(([, , body]) => body?.includes("--shield") === true)
    .map(([, selector]) => selector?.trim() ?? "");
  const others = rules.filter((one) => !MAY.has(one) && !/^\.(shield-|steps)/.test(one));
  expect(others).toEqual([]);
});
