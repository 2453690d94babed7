import { expect, test } from "vitest";
import { seekAll } from "./seek.ts";

test("all places of each needle, at the first byte and at the last too, as one search for each finds them", () => {
  // Of few letters, so that needles overlap and begin alike.
  const haystack = Buffer.from(
    Array.from({ length: 500 }, (_, at) => LETTERS[((at * at) % 11) % 4] ?? 0),
  );
  const needles = [2, 3, 5].flatMap((length) =>
    [0, 1, 7, haystack.length - length].map((at) => haystack.subarray(at, at + length)),
  );
  const expected = needles.flatMap((needle, index) => {
    const places = [];
    for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + 1))
      places.push({ index, at });
    return places;
  });
  const found = [...seekAll([...needles, Buffer.from("none")])(haystack)];
  expect(found).toHaveLength(expected.length);
  expect(found).toEqual(expect.arrayContaining(expected));
});

test("a needle that would be found everywhere is refused", () => {
  expect(() => seekAll([Buffer.from("4")])).toThrow("less than two bytes");
});

const LETTERS = [0, 0x31, 0x34, 0xff];
