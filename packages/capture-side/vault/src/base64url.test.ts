import { fromBase64url } from "@aside/seal";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOfBase64url } from "./base64url.ts";

const written = fc
  .uint8Array({ maxLength: 90 })
  .map((bytes) => Buffer.from(bytes).toString("base64url"));
const odd = fc.constantFrom("", "=", "==", "+", "/", " ", "\n", "A", "B", "é", "\0");
const changed = fc
  .tuple(written, fc.nat(), odd, fc.boolean())
  .map(([text, place, more, replaces]) => {
    const at = place % (text.length + 1);
    return text.slice(0, at) + more + text.slice(replaces ? at + 1 : at);
  });

test("takes what the form's own decoder takes, and nothing else", () => {
  fc.assert(
    fc.property(fc.oneof(written, changed, fc.string({ maxLength: 30 })), (text) => {
      const bytes = bytesOfBase64url(text);
      expect(bytes && new Uint8Array(bytes)).toEqual(fromBase64url(text));
    }),
    { numRuns: 2_000 },
  );
});
