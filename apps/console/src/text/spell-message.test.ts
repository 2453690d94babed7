import { expect, test } from "vitest";
import de from "./de.json";
import { spellMessage } from "./spell-message.ts";
import { createTranslate } from "./translate.ts";

const last = {
  from: "customer" as const,
  text: "it is [card number removed], ok? and [card numb",
  cuts: [
    { start: 6, end: 27, type: "CARD_NUMBER" },
    { start: 37, end: 47, type: "CARD_NUMBER" },
  ],
  at: 1,
};

test("what was cut out of the last line is named in the reader's language, also where the line ends in it", () => {
  expect(spellMessage(last, createTranslate("en"))).toBe(
    "it is [Card number removed], ok? and [Card number removed]",
  );
  expect(spellMessage(last, createTranslate("de", de))).toBe(
    "it is [Kartennummer entfernt], ok? and [Kartennummer entfernt]",
  );
});

test("what only reads as a placeholder stays", () => {
  expect(spellMessage({ ...last, cuts: [] }, createTranslate("de", de))).toBe(last.text);
});
