import { describe, expect, it } from "vitest";
import { readAmount, spellAmount } from "./money.ts";

describe("readAmount", () => {
  it.each([
    ["42", "EUR", 4_200],
    ["42.5", "EUR", 4_250],
    ["42,50", "EUR", 4_250],
    ["1,299.00", "USD", 129_900],
    ["1.299,00", "EUR", 129_900],
    ["1 299", "EUR", 129_900],
    ["1,299", "USD", 129_900],
    ["1200", "JPY", 1_200],
    ["1.250", "KWD", 1_250],
  ])("reads %s %s", (text, currency, minor) => {
    expect(readAmount(text, currency)).toEqual({ minor, currency });
  });

  it.each([
    ["", "EUR"],
    ["0", "EUR"],
    ["-3", "EUR"],
    ["12.5", "JPY"],
    ["1.2345", "EUR"],
    ["ten", "EUR"],
    ["100000000", "EUR"],
  ])("refuses %s %s", (text, currency) => {
    expect(readAmount(text, currency)).toBeNull();
  });
});

describe("spellAmount", () => {
  it("writes as the language does", () => {
    expect(spellAmount({ minor: 4_200, currency: "EUR" }, "en")).toBe("€42.00");
    expect(spellAmount({ minor: 1_200, currency: "JPY" }, "en")).toBe("¥1,200");
  });
});
