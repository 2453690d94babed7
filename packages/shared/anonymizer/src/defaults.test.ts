import { detectMessage } from "@aside/detection";
import { expect, test } from "vitest";
import { DEFAULTS, defaultOf, defaultsWith } from "./defaults.ts";
import { AnonymizerError } from "./errors.ts";

test("a tenant changes some defaults and keeps the others", () => {
  const defaults = defaultsWith({ PERSON: "Erika Mustermann", "card.exp": "12/40" });
  expect(defaults).toEqual({ ...DEFAULTS, PERSON: "Erika Mustermann", "card.exp": "12/40" });
});

test.each([
  [{ NAME: "x" }],
  [{ PERSON: "" }],
  [{ PERSON: " x" }],
  [{ PERSON: "a\nb" }],
  [{ PERSON: "x".repeat(81) }],
  [{ PERSON: 7 }],
  [{ toString: "x" }],
  ["PERSON"],
  [null],
])("unusable defaults are refused: %j", (overrides) => {
  expect(() => defaultsWith(overrides)).toThrow(AnonymizerError);
});

test("a name that every object has is not a type", () => {
  expect(defaultOf(DEFAULTS, "constructor")).toBe("[redacted]");
});

test("the default card number is one the detector knows", () => {
  expect(detectMessage(DEFAULTS.CARD_NUMBER).map((finding) => finding.type)).toEqual([
    "CARD_NUMBER",
  ]);
});
