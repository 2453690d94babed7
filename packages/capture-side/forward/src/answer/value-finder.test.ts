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

test("[26] what a value and an answer were made for, to keep the search busy, counts as found", () => {
  const finder = createValueFinder([Buffer.from(`${"a".repeat(999)}b`)]);
  expect(finder.isIn(Buffer.from("a".repeat(900)))).toBe(false);
  const text = Buffer.from("a".repeat(500_000));
  expect(finder.blank(text)).toBe(true);
  expect(text.at(-1)).toBe(0x2a);
}, 10_000);

test("an honest answer is searched to its end, also one of half a megabyte of digits", () => {
  const text = Buffer.from(Buffer.from("4929175036284".repeat(19_000)).toString("hex"));
  const values = [
    "4111111111111111",
    "GB82WEST12345698765432",
    "+442071234567",
    "221B Baker Street",
  ];
  const finder = createValueFinder(
    [...values, "1980-01-02", "2034"].map((each) => Buffer.from(each)),
  );
  expect(finder.isIn(text)).toBe(false);
  text.write("4111 1111 1111 1111", text.length - 30);
  expect(finder.isIn(text)).toBe(true);
});

test.each<[string, string[], boolean[]]>([
  [
    "groups of its digits",
    ["pay_7", "4111", "1111", "1111", "1111", "ok"],
    [false, true, true, true, true, false],
  ],
  ["in halves, with words beside them", ["no 41111111", "11111111 is gone"], [true, true]],
  ["with one that is empty in between", ["41111111", "", "11111111"], [true, true, true]],
  ["in hexadecimal", ["34313131313131", "3131313131313131", "31"], [true, true, true]],
  ["other digits", ["4111", "1111", "1112", "1111"], [false, false, false, false]],
  ["a short value: other parts have those digits, too", ["98", "7"], [false, false]],
])("[26] a value that is split over several parts: %s", (_, parts, expected) => {
  const values = [Buffer.from("4111111111111111"), Buffer.from("987")];
  const given = parts.map((part) => Buffer.from(part));
  expect(createValueFinder(values).splitOver(given)).toEqual(expected);
  expect(given.join("")).toBe(parts.join(""));
});

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
