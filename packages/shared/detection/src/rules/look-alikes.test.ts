import { expect, test } from "vitest";
import { detectCards } from "../card.ts";
import { play } from "../conversation/play.fixture.ts";

test.each([
  ["amounts whose digits are a card number's", "it was 51.12, 22.35 and 14.10, and then 77.15"],
  ["and with currencies", "5112 and $2235 and €1410 and £7715"],
  ["a book's number", "ISBN 978-0-571-08178-3 please"],
  ["a book's number in other groups", "is 979 10 90636 07 1 in stock"],
  ["an article's number that is a Maestro card's too", "the label says 5601007001332"],
  ["a UUID behind a word", "request 40187716-0352-4918-8817-730915562208 failed"],
  ["a position", "we are at 48.208174, 16.373819"],
  ["a position with words", "lat -33.856784 lon 151.215297"],
  ["a version behind a word", "the firmware is 10.2.0.7, software: 4.11.0.3"],
  ["a model that is ordered", "can i order the thinkpad 4450 instead"],
  ["days and months", "away 3-4 may and jun-july"],
])("%s: %s", (_name, text) => {
  expect(play([`c: ${text}`])).toEqual([[]]);
  expect(detectCards(text)).toEqual([]);
});

test.each([
  ["order 5601007001332", "ORDER_ID 5601007001332"],
  ["order number 9780571081783", "ORDER_ID 9780571081783"],
  ["my card is 5601007001332", "CARD_NUMBER 5601007001332"],
  [
    "https://pay.example/40187716-0352-4918-8817-730915562208",
    "URL https://pay.example/40187716-0352-4918-8817-730915562208",
  ],
])("a word or a form says otherwise: %s", (text, found) => {
  expect(play([`c: ${text}`], { profile: "inline" })).toEqual([[found]]);
});

test("the date of a purchase is no number of one", () => {
  expect(play(["a: When was the purchase date?", "c: 14/02/2025"])[1]).toEqual([]);
});
