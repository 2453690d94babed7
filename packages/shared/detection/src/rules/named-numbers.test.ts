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
])("a word in front says what it is: %s", (text, found) => {
  expect(play([`c: ${text}`], { profile: "inline" })).toEqual([[found]]);
});
