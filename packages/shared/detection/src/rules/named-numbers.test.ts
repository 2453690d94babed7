import { expect, test } from "vitest";
import { play } from "../conversation/play.fixture.ts";

test.each([
  ["my nhs number 485 777 3456", "ACCOUNT_ID 485 777 3456"],
  ["electric account 850 044 6120", "ACCOUNT_ID 850 044 6120"],
  ["prescription 6640291 is ready?", "ORDER_ID 6640291"],
  ["my ssn's 412 55 7071", "SSN 412 55 7071"],
  ["the cvv's 517", "CVV 517"],
  ["utr 40551 82736", "ACCOUNT_ID 40551 82736"],
  ["mrn 00482215 please", "ACCOUNT_ID 00482215"],
  ["my medicare is 2FH6-QW4-RT19", "ACCOUNT_ID 2FH6-QW4-RT19"],
  ["license K7702194 from ohio", "DRIVER_LICENSE K7702194"],
  ["mon colis 6A12345678901 n'est pas arrivé", "ORDER_ID 6A12345678901"],
  ["status of refund rs 2499 for order OD11883920041", "ORDER_ID OD11883920041"],
])("a word in front says what it is: %s", (text, found) => {
  expect(play([`c: ${text}`], { profile: "inline" })).toEqual([[found]]);
});

test.each([
  ["my area pincode is 110017", "POSTCODE 110017"],
  ["delivery pin code 400 053 please", "POSTCODE 400 053"],
  ["the pincode for delivery is 700091", "POSTCODE 700091"],
  ["the pincode of my area is 560034", "POSTCODE 560034"],
  ["the pin code of my delivery address is 560034", "POSTCODE 560034"],
  ["my card pin code is 4417", "PIN 4417"],
])("a pin code of an area is a postcode, another one a PIN: %s", (text, found) => {
  expect(play([`c: ${text}`], { profile: "inline" })).toEqual([[found]]);
});

test("a question for a delivery pin code is one for a postcode", () => {
  const lines = ["a: may i have the pin code for delivery sir", "c: 560034"];
  expect(play(lines, { profile: "inline" })).toEqual([[], ["POSTCODE 560034"]]);
});

test.each([
  ["password reset isnt working, tried Winter!2024 twice", ["PASSWORD Winter!2024"]],
  ["my password reset fails, order B-2291 too", ["ORDER_ID B-2291"]],
  ["the password page gives error E-404!", []],
  ["my password still gives the error Winter!2024", ["PASSWORD Winter!2024"]],
])(
  "a password that is spoken of is the word with letters, digits and a sign: %s",
  (text, found) => {
    expect(play([`c: ${text}`], { profile: "inline" })).toEqual([found]);
  },
);

test.each([
  "card ending 4417",
  "the credit card that ends in 4417",
  "meine Karte endet auf 4417",
  "la tarjeta que termina en 4417",
  "ma carte qui se termine par 4417",
  "o cartao que termina em 4417",
])("the last four of a card are left where nobody asked for them: %s", (text) => {
  expect(play([`c: ${text}`], { profile: "inline" })).toEqual([[]]);
});

test.each([
  ["my card 4417", "CARD_PARTIAL 4417"],
  ["the credit card code thing 4417", "CARD_PARTIAL 4417"],
  ["meine Karte endet auf 441700", "CARD_PARTIAL 441700"],
])("what a card's name is told with is a part of its number: %s", (text, found) => {
  expect(play([`c: ${text}`], { profile: "inline" })).toEqual([[found]]);
});
