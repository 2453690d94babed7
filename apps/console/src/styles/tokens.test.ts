/// <reference types="node" />
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const SCHEMES = ["light", "dark"] as const;

/** Text on its ground: 4.5 (WCAG 2.2, 1.4.3). */
const TEXTS: readonly (readonly [string, string])[] = [
  ...[
    "surface",
    "surface-sunken",
    "surface-raised",
    "surface-hover",
    "bubble-customer",
    "bubble-agent",
  ].flatMap((ground): [string, string][] => [
    ["text", ground],
    ["text-quiet", ground],
  ]),
  ["text", "surface-chosen"],
  ["text", "surface-note"],
  ["text-note", "surface-note"],
  ["text", "surface-danger"],
  ["danger", "surface-danger"],
  ["danger", "surface"],
  ["danger", "surface-sunken"],
  ["danger", "surface-hover"],
  ["danger", "surface-chosen"],
  ["late", "surface-sunken"],
  ["late", "surface-hover"],
  ["late", "surface-chosen"],
  ["success", "surface-raised"],
  ["accent", "surface-sunken"],
  ["on-accent", "accent"],
  ["on-danger", "danger"],
  ["shield", "surface"],
  ["shield", "surface-sunken"],
  ["shield", "shield-surface"],
  ["text", "shield-surface"],
  ["text-quiet", "shield-surface"],
];

/** Borders of controls and marks against their ground: 3 (1.4.11). */
const MARKS: readonly (readonly [string, string])[] = [
  ["border-strong", "surface"],
  ["border-strong", "surface-raised"],
  ["border-strong", "surface-sunken"],
  ["accent", "surface"],
  ["accent", "surface-chosen"],
  ["shield", "shield-surface"],
  ["success", "surface-sunken"],
];

describe.each(SCHEMES)("tokens, %s", (scheme) => {
  it.each(TEXTS)("%s on %s has a contrast of 4.5", (text, ground) => {
    expect(contrast(token(text, scheme), token(ground, scheme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(MARKS)("%s on %s has a contrast of 3", (mark, ground) => {
    expect(contrast(token(mark, scheme), token(ground, scheme))).toBeGreaterThanOrEqual(3);
  });
});

it("computes as WCAG does", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

function token(name: string, scheme: (typeof SCHEMES)[number]): string {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  const value = found?.[scheme === "light" ? 1 : 2];
  if (value === undefined) throw new Error(`no token ${name}`);
  return value;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
