import { expect, test } from "vitest";
import { play } from "../conversation/play.fixture.ts";

const found = (text: string) => play([`c: ${text}`], { profile: "inline" }).flat();

test.each([
  ["411111111111111109/27", ["CARD_NUMBER 4111111111111111", "EXPIRY 09/27"]],
  ["my card 41111111111111110927", ["CARD_NUMBER 4111111111111111", "EXPIRY 0927"]],
  ["41111111111111110927123", ["CARD_NUMBER 4111111111111111", "EXPIRY 0927", "CVV 123"]],
  ["here: 41111111111111111 ok", []],
  ["3782822463100051227", ["CARD_NUMBER 378282246310005", "EXPIRY 1227"]],
  ["37828224631000512271234", ["CARD_NUMBER 378282246310005", "EXPIRY 1227", "CVV 1234"]],
  ["4111111111111111092027", ["CARD_NUMBER 4111111111111111", "EXPIRY 092027"]],
])("[14] a card number, its date and its code in one row: %s", (text, expected) => {
  expect(found(text)).toEqual(expected);
});

test.each([
  ["no month", "41111111111111111327"],
  ["a year far off", "41111111111111110957"],
  ["a wrong check digit", "41111111111111120927"],
  ["part of a code", "AB41111111111111110927"],
  ["more behind it", "411111111111111109271"],
])("%s: no card number", (_, text) => {
  expect(found(text).filter((one) => one.startsWith("CARD"))).toEqual([]);
});

test("a cue for something else says what it is", () => {
  expect(found("order number 41111111111111110927")).toEqual(["ORDER_ID 41111111111111110927"]);
});
