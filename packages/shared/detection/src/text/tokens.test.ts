import { expect, test } from "vitest";
import { sharedLexis } from "../language/shared-lexis.ts";
import { FIELDS, scanText } from "./tokens.ts";

test("[BND2] of digits nothing but their place is kept in the buffer, which outlives its text", () => {
  const { vocabulary } = sharedLexis(undefined);
  const kept = (text: string) => {
    const { count, fields } = scanText(text, vocabulary);
    return Array.from(fields.subarray(0, count * FIELDS));
  };
  expect(kept("4929 8712 3654 0989")).toEqual(kept("5555 5555 5555 4444"));
  expect(kept("kind words")).not.toEqual(kept("good words"));
});
