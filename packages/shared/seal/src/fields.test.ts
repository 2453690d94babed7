import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SealError } from "./errors.ts";
import { decodeFields, encodeFields, MAX_VALUE_BYTES } from "./fields.ts";

const field = fc.record({
  name: fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9._-]{0,59}$/),
  bytes: fc.uint8Array({ maxLength: 300 }),
});
const fields = fc.uniqueArray(field, { maxLength: 40, selector: (each) => each.name });

describe("encodeFields and decodeFields", () => {
  test("what was written is read back", () => {
    fc.assert(
      fc.property(fields, (given) => {
        expect(decodeFields(encodeFields(given))).toEqual(given);
      }),
    );
  });

  test("values are views: wiping the encoding wipes them", () => {
    const encoded = encodeFields([{ name: "number", bytes: Uint8Array.of(52, 50) }]);
    const [read] = decodeFields(encoded);
    encoded.fill(0);
    expect(read?.bytes).toEqual(Uint8Array.of(0, 0));
  });

  test("a cut or lengthened encoding is refused", () => {
    fc.assert(
      fc.property(fields, fc.nat(), (given, at) => {
        const encoded = encodeFields(given);
        expect(() => decodeFields(encoded.subarray(0, at % encoded.length))).toThrow(SealError);
        expect(() => decodeFields(Uint8Array.from([...encoded, 0]))).toThrow(SealError);
      }),
    );
  });

  test("random bytes never read out of bounds: fields or a SealError", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        expect(reread(bytes)).toEqual(bytes);
      }),
    );
  });

  test.each([
    ["a name twice", [one("a"), one("a")]],
    ["a name that is no name", [one("4111 1111")]],
    ["an empty name", [one("")]],
    ["too many", Array.from({ length: 41 }, (_, index) => one(`f${index}`))],
    ["too long a value", [{ name: "a", bytes: new Uint8Array(MAX_VALUE_BYTES + 1) }]],
    [
      "too much in all",
      Array.from({ length: 9 }, (_, index) => ({
        name: `f${index}`,
        bytes: new Uint8Array(2_000),
      })),
    ],
  ])("%s is refused", (_, given) => {
    expect(() => encodeFields(given)).toThrow(
      expect.objectContaining({ code: "bad_fields", who: "bug" }),
    );
  });
});

/** The bytes again where they are an encoding or are refused as none; anything else throws. */
function reread(bytes: Uint8Array): Uint8Array {
  try {
    return encodeFields(decodeFields(bytes));
  } catch (error) {
    if (error instanceof SealError) return bytes;
    throw error;
  }
}

function one(name: string) {
  return { name, bytes: Uint8Array.of(1) };
}
