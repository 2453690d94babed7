import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { encodeContext } from "./context.ts";
import { hashTemplate } from "./hash-template.ts";
import { pad, unpad } from "./padding.ts";
import { ready } from "./sodium.ts";

beforeAll(ready);

describe("encodeContext", () => {
  test("two lists of parts share no encoding", () => {
    const parts = fc.array(fc.string({ maxLength: 8 }), { maxLength: 6 });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        expect(String(encodeContext(a)) === String(encodeContext(b))).toBe(same);
      }),
    );
  });

  test("lengths are two bytes, big endian", () => {
    expect(encodeContext(["ab", Uint8Array.of(7)])).toEqual(Uint8Array.of(0, 2, 97, 98, 0, 1, 7));
  });

  test("a part that its length cannot say is refused", () => {
    expect(() => encodeContext(["x".repeat(65_536)])).toThrow(
      expect.objectContaining({ code: "bad_context" }),
    );
  });
});

describe("pad", () => {
  test("[39] to whole buckets, and back", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1_000 }), (bytes) => {
        const padded = pad(bytes);
        expect(padded.length % 256).toBe(0);
        expect(padded.length).toBeGreaterThan(bytes.length);
        expect(unpad(padded)).toEqual(bytes);
      }),
    );
  });

  test.each([
    ["nothing", new Uint8Array()],
    ["no mark", new Uint8Array(256)],
    ["not a bucket", Uint8Array.of(1, 0x80)],
    ["a bucket of zeros after the mark", Uint8Array.from([0x80, ...new Uint8Array(511)])],
  ])("%s is not padding", (_, bytes) => {
    expect(() => unpad(bytes)).toThrow(expect.objectContaining({ code: "bad_fields" }));
  });
});

describe("hashTemplate", () => {
  test("the order of keys does not count, that of a list does", () => {
    const hash = hashTemplate({ id: "card", fields: [{ a: 1, b: null }, true] });
    expect(
      hashTemplate({ fields: [{ b: null, a: 1 }, true], id: "card", gone: undefined }),
    ).toEqual(hash);
    expect(hashTemplate({ id: "card", fields: [true, { a: 1, b: null }] })).not.toEqual(hash);
    expect(hash).toHaveLength(32);
  });

  test("what is not JSON is refused", () => {
    expect(() => hashTemplate({ a: Number.NaN })).toThrow(
      expect.objectContaining({ code: "bad_template" }),
    );
    expect(() => hashTemplate(undefined)).toThrow(
      expect.objectContaining({ code: "bad_template" }),
    );
  });
});
