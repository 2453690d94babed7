import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { territories } from "../address/territories.ts";
import { textOf, utf8 } from "../test-bytes.ts";
import { compileBytePattern } from "./byte-pattern.ts";
import { eachCodePoint } from "./code-points.ts";
import { equalsText } from "./equals-text.ts";
import { tidyText } from "./tidy-text.ts";

describe("eachCodePoint", () => {
  test("reads what the platform writes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const percent = encodeURIComponent(text).replaceAll(/%(..)/g, (_, hex) =>
          String.fromCharCode(parseInt(hex, 16)),
        );
        const bytes = Uint8Array.from(percent, (byte) => byte.charCodeAt(0));
        expect(textOf(bytes)).toBe(text);
      }),
    );
  });

  test("accepts exactly the bytes that the platform's strict decoder accepts", () => {
    const tricky = fc.array(
      fc.constantFrom(
        0x00,
        0x41,
        0x7f,
        0x80,
        0xa0,
        0xbf,
        0xc0,
        0xc2,
        0xe0,
        0xed,
        0xef,
        0xf0,
        0xf4,
        0xf5,
        0xff,
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(tricky, (numbers) => {
        const bytes = Uint8Array.from(numbers);
        let theirs = true;
        try {
          decodeURIComponent(
            numbers.map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
          );
        } catch {
          theirs = false;
        }
        expect(eachCodePoint(bytes, () => undefined)).toBe(theirs);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe("compileBytePattern", () => {
  const sources = Object.values(territories).flatMap(({ p }) => p ?? []);

  test("says of every postal pattern what RegExp says", () => {
    for (const source of new Set(sources)) {
      const pattern = compileBytePattern(source);
      const regexp = new RegExp(`^(?:${source})$`);
      const near = fc.oneof(fc.stringMatching(regexp), fc.stringMatching(/^[0-9A-Z -]{0,9}$/));
      for (const text of fc.sample(near, 40)) {
        expect(`${source} ${text} ${pattern.fit(utf8(text)) === "match"}`).toBe(
          `${source} ${text} ${regexp.test(text)}`,
        );
      }
    }
  });

  test("every beginning of a match is a prefix", () => {
    fc.assert(
      fc.property(fc.constantFrom(...sources), fc.nat(10), fc.nat(), (source, length, seed) => {
        const [text = ""] = fc.sample(fc.stringMatching(new RegExp(`^(?:${source})$`)), {
          numRuns: 1,
          seed,
        });
        const fit = compileBytePattern(source).fit(utf8(text.slice(0, length)));
        expect(length < text.length ? ["prefix", "match"] : ["match"]).toContain(fit);
      }),
    );
  });

  test.each(["(\\d", "[0-9", "\\w", "a.b", "é", "a{2,}"])("%s is not of the language", (source) => {
    expect(() => compileBytePattern(source)).toThrow(
      expect.objectContaining({ code: "pattern_invalid", who: "bug" }),
    );
  });

  test("time grows with the length only", () => {
    const pattern = compileBytePattern("(a*)*b");
    expect(pattern.fit(new Uint8Array(20_000).fill(0x61))).toBe("prefix");
  });
});

test("equalsText is equality of texts", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 4 });
  fc.assert(
    fc.property(text, text, (left, right) => {
      expect(equalsText(utf8(left), right)).toBe(left === right);
      expect(equalsText(utf8(left), left)).toBe(true);
    }),
  );
});

test.each([
  ["\u3000 Ana  Maria \u00a0", "Ana  Maria"],
  ["  ", ""],
  ["a\tb", null],
  ["a\u202eb", null],
])("tidyText of %j is %j", (given, expected) => {
  expect(textOf(tidyText(utf8(given)))).toBe(expected);
});
