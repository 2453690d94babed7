import * as fc from "fast-check";
import { expect, test } from "vitest";
import { jsonEscaped } from "./json-escaped.ts";

const any = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
const low = fc.integer({ min: 0, max: 0xff }).map((code) => String.fromCharCode(code));
const unit = fc.oneof(any, low, fc.constantFrom("😀", '"', "\\", "\ud83d"));

test("a text is escaped as JSON.stringify does it: control characters and half a surrogate pair, too", () => {
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      expect(`"${jsonEscaped(text)}"`).toBe(JSON.stringify(text));
    }),
    { numRuns: 500 },
  );
});
