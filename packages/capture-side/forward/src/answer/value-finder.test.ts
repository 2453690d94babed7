import { expect, test } from "vitest";
import { createValueFinder } from "./value-finder.ts";

const find = () =>
  createValueFinder([Buffer.from("4111111111111111"), Buffer.from("Jane Q Public")]);

test.each(["\\", "&", "%25", "&#", "4 ", "\\u", "%", "4\\"])(
  "[26] half a megabyte of %j is searched in one go, not once from each sign",
  (sign) => {
    const text = Buffer.from(sign.repeat(500_000 / sign.length));
    expect(find().blank(text)).toBe(false);
  },
  20_000,
);

test.each([
  ["behind five escapes", `${"\\".repeat(31)}u0034111111111111111`],
  ["behind a text of backslashes", `${"\\".repeat(999)}4111111111111111`],
  ["behind an entity that is none", "&&#52;111111111111111"],
  ["behind a sign that it may begin with", "44111111111111111"],
])("[26] a value is found %s", (_, text) => {
  const bytes = Buffer.from(text);
  expect(find().blank(bytes)).toBe(true);
  expect(find().isIn(bytes)).toBe(false);
});
