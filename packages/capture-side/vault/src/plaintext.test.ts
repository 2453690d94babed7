import { inspect } from "node:util";
import { expect, test } from "vitest";
import { Plaintext } from "./plaintext.ts";

const digits = () => Uint8Array.from("4111111111111111", (digit) => digit.charCodeAt(0));

test("a plaintext says [plaintext] wherever it is written, in any depth", () => {
  const value = new Plaintext(digits());
  const written = [
    JSON.stringify({ value }),
    inspect({ deep: { value } }, { showHidden: true, depth: 9 }),
    `${String(value)}`,
    value + "",
  ];
  expect(written).toEqual([
    '{"value":"[plaintext]"}',
    "{ deep: { value: [plaintext] } }",
    "[plaintext]",
    "[plaintext]",
  ]);
  expect(Object.keys(value)).toEqual([]);
});

test("wiping zeroes the very bytes and closes it", () => {
  const bytes = digits();
  const value = new Plaintext(bytes);
  expect(value.expose()).toBe(bytes);
  value.wipe();
  expect(bytes).toEqual(new Uint8Array(16));
  expect(() => value.expose()).toThrow(expect.objectContaining({ code: "value_wiped" }));
});

test("the bytes do not go over a structured clone", () => {
  expect(JSON.stringify(structuredClone(new Plaintext(digits())))).toBe("{}");
});
