import { FINDING_TYPES } from "@aside/detection";
import { expect, test } from "vitest";
import de from "./de.json";
import { FOUND_TYPES, spellType } from "./spell-type.ts";
import { createTranslate } from "./translate.ts";

const text = createTranslate("en");
const german = createTranslate("de", de);

test.each([
  ["CARD_NUMBER", "Card number", "Kartennummer"],
  ["card.pan", "Card number, captured", "Kartennummer, sicher erfasst"],
  ["quasi.birth-year", "Year of birth", "Geburtsjahr"],
  [
    "residual.email",
    "Email address, seen only by the second detector",
    "E-Mail-Adresse, nur vom zweiten Detektor gesehen",
  ],
  [
    "residual street",
    "Street, seen only by the second detector",
    "Straße, nur vom zweiten Detektor gesehen",
  ],
])("%s", (type, english, other) => {
  expect([spellType(type, text), spellType(type, german)]).toEqual([english, other]);
});

test("every type of a finding has its words; one that is not known is spelled from its name", () => {
  expect(FOUND_TYPES.toSorted()).toEqual([...FINDING_TYPES].toSorted());
  expect(spellType("LOYALTY_CARD", german)).toBe("Loyalty card");
});
