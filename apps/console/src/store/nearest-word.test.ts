import { expect, it } from "vitest";
import { nearestWord } from "./nearest-word.ts";

const WORDS = ["card", "iban", "id", "address", "hello"];

it.each([
  ["crad", "card"],
  ["cadr", "card"],
  ["cards", "card"],
  ["cart", "card"],
  ["adress", "address"],
  ["adresse", "address"],
  ["IBAN", "iban"],
  ["ibna", "iban"],
  ["idd", "id"],
  ["hlelo", "hello"],
  ["zzzz", null],
  ["moment", null],
  ["", null],
])("%s: %s", (typed, word) => {
  expect(nearestWord(typed, WORDS)).toBe(word);
});
