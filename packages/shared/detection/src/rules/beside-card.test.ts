import { expect, test } from "vitest";
import { play } from "../conversation/play.fixture.ts";

test.each([
  ["4111 1111 1111 1111 09/27 123", "EXPIRY 09/27", "CVV 123"],
  ["4111111111111111 0927 123", "EXPIRY 0927", "CVV 123"],
  ["visa 4111111111111111, 09 27, cv 123 thanks", "EXPIRY 09 27", "CVV 123"],
  ["4111111111111111|09|2027|123", "EXPIRY 09|2027", "CVV 123"],
  ["4111111111111111,09,27,123", "EXPIRY 09,27", "CVV 123"],
  ["378282246310005 / 09/2027 / 1234", "EXPIRY 09/2027", "CVV 1234"],
  ["5105 1051 0510 5100 nine twenty seven code 481", "EXPIRY nine twenty seven", "CVV 481"],
])("[14] what stands with a card number is told with it: %s", (text, expiry, code) => {
  const [found] = play([`c: ${text}`], { profile: "inline" });
  expect(found?.slice(1)).toEqual([expiry, code]);
});

test("one message each", () => {
  const found = play(["c: 4111 1111 1111 1111", "c: 09/27", "c: 123"], { profile: "inline" });
  expect(found).toEqual([["CARD_NUMBER 4111 1111 1111 1111"], ["EXPIRY 09/27"], ["CVV 123"]]);
});

test.each([
  "4111111111111111 for 300 euros",
  "4111111111111111 was charged on 12/03 with 300.50",
  "4111111111111111 and then I waited for about 120 minutes",
])("other numbers are not: %s", (text) => {
  const found = play([`c: ${text}`], { profile: "inline" });
  expect(found).toEqual([["CARD_NUMBER 4111111111111111"]]);
});
