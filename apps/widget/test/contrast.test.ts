import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contrast, inkOn } from "../src/loader/ink.ts";

const css = readFileSync(new URL("../src/loader/host.css", import.meta.url), "utf8");

const [light = "", dark = ""] = css.split("@media (prefers-color-scheme: dark)");
const schemes = { light: tokens(light), dark: { ...tokens(light), ...tokens(dark) } };

/** Text on what it stands on. */
const TEXT: [string, string][] = [
  ["text", "surface"],
  ["text", "surface-raised"],
  ["text", "shield-surface"],
  ["text-quiet", "surface"],
  ["text-quiet", "surface-raised"],
  ["text-quiet", "shield-surface"],
  ["danger", "surface"],
  ["danger", "shield-surface"],
  ["surface", "danger"],
  ["shield", "surface"],
  ["on-shield", "shield"],
  ["shield-text", "shield-surface"],
];

/** Icons and the edges of controls. */
const EDGES: [string, string][] = [
  ["border-control", "surface"],
  ["shield", "shield-surface"],
  ["success", "surface"],
];

describe.each(["light", "dark"] as const)("%s", (scheme) => {
  it.each(TEXT)("%s reads on %s", (front, back) => {
    expect(between(scheme, front, back)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(EDGES)("%s stands out from %s", (front, back) => {
    expect(between(scheme, front, back)).toBeGreaterThanOrEqual(3);
  });
});

it("finds an ink that reads on any tenant's colour", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
      const colour = `#${value.toString(16).padStart(6, "0")}`;
      expect(contrast(colour, inkOn(colour))).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

function between(scheme: "light" | "dark", front: string, back: string): number {
  return contrast(schemes[scheme][front] ?? "", schemes[scheme][back] ?? "");
}

function tokens(text: string): Record<string, string> {
  const found = text.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g);
  return Object.fromEntries([...found].map(([, name = "", colour = ""]) => [name, colour]));
}
