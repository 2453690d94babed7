import { createHmac } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { drawer } from "./drawer.ts";

test("[EXP1] draws are HMAC-SHA-256 of the label", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.array(fc.string({ unit: "grapheme" }), { maxLength: 3 }),
      (key, labels) => {
        const draw = drawer(key);
        expect(labels.map((label) => Buffer.from(draw(label)).toString("hex"))).toEqual(
          labels.map((label) => createHmac("sha256", key).update(label).digest("hex")),
        );
      },
    ),
  );
});
