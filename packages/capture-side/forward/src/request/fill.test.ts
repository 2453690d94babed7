import { expect, test } from "vitest";
import { fillBody } from "./fill.ts";

test.each(["json", "form", "xml"] as const)(
  "[27] a control character in a value is refused, not escaped, in %s",
  async (escape) => {
    for (const sign of ["\0", "\r", "\n", "\t", "\u001b", "\u007f"]) {
      const bytes = new Uint8Array(Buffer.from(`4111${sign}x`));
      const open = async () => [{ expose: () => bytes, wipe: () => void bytes.fill(0) }];
      const slot = { token: "tok", field: "odd", part: "whole" } as const;
      await expect(fillBody(["a=", { slot, escape }], open)).rejects.toMatchObject({
        code: "value_unfit",
      });
      expect(bytes.every((byte) => byte === 0)).toBe(true);
    }
  },
);
