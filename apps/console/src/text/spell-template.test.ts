import { builtInTemplates } from "@aside/fields";
import { expect, test } from "vitest";
import de from "./de.json";
import { spellTemplate } from "./spell-template.ts";
import { createTranslate } from "./translate.ts";

const german = createTranslate("de", de);

test("what comes with Aside is named in the reader's language, what is the tenant's as the tenant named it", () => {
  expect(builtInTemplates.map(({ id, title }) => spellTemplate(id, title, german))).toEqual([
    "Karte",
    "Adresse",
    "Bankkonto",
    "Ausweisnummer",
  ]);
  expect(spellTemplate("loyalty", "Loyalty card", german)).toBe("Loyalty card");
  expect(spellTemplate("card", "Gift card", german)).toBe("Gift card");
  expect(spellTemplate("card", "Card", createTranslate("en"))).toBe("Card");
});
