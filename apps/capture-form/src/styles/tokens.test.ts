import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const [light, dark, chosen] = [...css.matchAll(/\{\s*((?:--[a-z-]+: #[0-9a-f]{6};\s*)+)/g)].map(
  ([, block = ""]) => tokens(block),
);

const TEXT: readonly (readonly [string, string])[] = [
  ["text", "surface"],
  ["text", "surface-raised"],
  ["text", "danger-surface"],
  ["text-quiet", "surface"],
  ["text-quiet", "page"],
  ["accent-text", "accent"],
  ["danger", "surface"],
  ["success", "surface"],
  ["shield", "shield-surface"],
];

describe.each([
  ["light", light],
  ["dark", dark],
])("%s", (_, colours = {}) => {
  test.each(TEXT)("text of %s on %s is readable (WCAG AA, 4.5)", (text, ground) => {
    expect(contrast(colours[text], colours[ground])).toBeGreaterThanOrEqual(4.5);
  });

  test("the edge of a field can be seen (WCAG AA, 3)", () => {
    expect(contrast(colours["border-strong"], colours["surface"])).toBeGreaterThanOrEqual(3);
    expect(contrast(colours["accent"], colours["surface"])).toBeGreaterThanOrEqual(3);
  });
});

test("dark by choice of the page is dark by choice of the system", () => {
  expect(chosen).toEqual(dark);
});

function tokens(block: string): Record<string, string> {
  return Object.fromEntries(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map(([, name = "", colour = ""]) => [
      name,
      colour,
    ]),
  );
}

function contrast(one = "#000000", other = "#000000"): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
