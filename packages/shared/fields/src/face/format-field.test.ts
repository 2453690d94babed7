import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asDigit } from "../bytes/reduce.ts";
import type { FieldClass } from "../field-class.ts";
import { formatField } from "./format-field.ts";

const formatted = fc.constantFrom<FieldClass>("card.pan", "card.exp", "bank.iban");
const typed = fc
  .array(fc.constantFrom(..."0123456789 -/٣５xÄ"), { maxLength: 24 })
  .map((marks) => marks.join(""));

describe("formatField", () => {
  test("no digit is lost, and the caret stays behind the same digit", () => {
    fc.assert(
      fc.property(formatted, typed, fc.nat(24), (fieldClass, text, place) => {
        const caret = Math.min(place, text.length);
        const after = formatField(fieldClass, { text, caret });
        const padded = fieldClass === "card.exp" ? 1 : 0;
        expect([digits(text), `0${digits(text)}`]).toContain(digits(after.text));
        const before = digits(text.slice(0, caret)).length;
        expect(digits(after.text.slice(0, after.caret)).length - before).toBeLessThanOrEqual(
          padded,
        );
        expect(digits(after.text.slice(0, after.caret)).length).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 2_000 },
    );
  });

  test("twice is once", () => {
    fc.assert(
      fc.property(formatted, typed, (fieldClass, text) => {
        const once = formatField(fieldClass, { text, caret: text.length });
        expect(formatField(fieldClass, once)).toEqual(once);
      }),
    );
  });

  test.each<[FieldClass, string, string]>([
    ["card.pan", "4111111111111111|", "4111 1111 1111 1111|"],
    ["card.pan", "378282246310005|", "3782 822463 10005|"],
    ["card.pan", "41112|111", "4111 2|111"],
    ["card.pan", "4111 |1111", "4111| 1111"],
    ["card.pan", "４１１１１|", "4111 1|"],
    ["card.pan", "my card|", "my card|"],
    ["card.exp", "1|", "1|"],
    ["card.exp", "8|", "08|"],
    ["card.exp", "12|", "12|"],
    ["card.exp", "123|", "12/3|"],
    ["card.exp", "12/|", "12/|"],
    ["card.exp", "1/27|", "1/27|"],
    ["card.exp", "12/2030|", "12/2030|"],
    ["bank.iban", "de8937040044|", "DE89 3704 0044|"],
    ["card.cvv", "12 3|", "12 3|"],
  ])("%s: %s becomes %s", (fieldClass, before, after) => {
    const caret = before.indexOf("|");
    const result = formatField(fieldClass, { text: before.replace("|", ""), caret });
    expect(`${result.text.slice(0, result.caret)}|${result.text.slice(result.caret)}`).toBe(after);
  });
});

function digits(text: string): string {
  return Array.from(text, (mark) => asDigit(mark.codePointAt(0) ?? 0))
    .filter((byte) => byte !== undefined)
    .map((byte) => String.fromCharCode(byte))
    .join("");
}
