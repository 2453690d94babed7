import {
  builtInTemplates,
  fieldClasses,
  problemCodes,
  territory,
  territoryCodes,
} from "@aside/fields";
import { describe, expect, test } from "vitest";
import { actionOf, amountText, keptText, labelOf, problemText } from "./describe.ts";
import { en } from "./en.ts";
import { languages, pickWords } from "./pick-words.ts";
import type { Words } from "./words.ts";

const all: [string, Words][] = Object.entries(languages);

describe.each(all)("%s", (language, words) => {
  test("has every key that English has, none left in English, none empty", () => {
    const theirs = flat(words);
    const ours = flat(en);
    expect([...theirs.keys()]).toEqual([...ours.keys()]);
    expect([...theirs.values()].filter((text) => text.trim() === "")).toEqual([]);
    const same = [...theirs].filter(([key, text]) => text.length > 20 && text === ours.get(key));
    expect(language === "en" ? [] : same).toEqual([]);
  });

  test("of a form that never opened, says nothing about what is stored: another window may have sent it", () => {
    const { needsTicket, endings, broken } = words;
    for (const { body } of [needsTicket, endings.over, broken.ticket_refused, broken.unreachable])
      expect(body).not.toContain(endings.declined.body);
  });

  test.each(["day", "second"] as const)("counts a %s as the platform does", (unit) => {
    const numberingSystem = "latn";
    const style = { style: "unit", unit, unitDisplay: "long", numberingSystem } as const;
    const format = new Intl.NumberFormat(language, style);
    for (let count = 0; count < 400; count += 1) {
      expect(plain(words.units[unit](count))).toBe(plain(format.format(count)));
    }
  });

  test("has a word for every problem of every class", () => {
    for (const fieldClass of fieldClasses) {
      for (const code of problemCodes) {
        expect(problemText(fieldClass, code, words)).not.toBe("");
      }
    }
  });

  test("names every part of every territory's address", () => {
    for (const country of territoryCodes) {
      const names = territory(country)?.names;
      expect(Object.keys(words.region)).toContain(names?.region);
      expect(Object.keys(words.locality)).toContain(names?.locality);
      expect(Object.keys(words.dependentLocality)).toContain(names?.dependentLocality);
      expect(Object.keys(words.postal)).toContain(names?.postal);
    }
  });
});

test.each([
  ["de-AT", "de"],
  ["pt-BR", "pt"],
  ["AR", "ar"],
  ["nl", "en"],
  ["constructor", "en"],
])("%s is shown in %s", (locale, language) => {
  expect(pickWords(locale).language).toBe(language);
});

test.each([
  [{ minor: 4_200, currency: "EUR" }, "en-US", "€42.00"],
  [{ minor: 4_200, currency: "JPY" }, "en-US", "¥4,200"],
  [{ minor: 4_200, currency: "KWD" }, "en-US", "KWD\u00a04.200"],
])("%j in %s is %s", (amount, locale, text) => {
  expect(amountText(amount, locale)).toBe(text);
});

test("the button says what happens", () => {
  const actions = builtInTemplates.map((template) => actionOf(capture(template.id), "en", en));
  expect(actions).toEqual(["Save card", "Save address", "Save bank account", "Send ID number"]);
  const paid = { ...capture("card"), amount: { minor: 4_200, currency: "EUR" } };
  expect(actionOf(paid, "en", en)).toBe("Pay €42.00 securely");
  const code = paid.template.fields.filter((field) => field.class === "card.cvv");
  const codeAlone = { ...paid, template: { ...paid.template, fields: code } };
  expect(actionOf(codeAlone, "en", en)).toBe("Pay €42.00 securely");
});

test("how long it is kept", () => {
  expect(keptText(capture("card"), en)).toBe(
    "Goes only to the secure store of Demo and is deleted after 30 days.",
  );
  expect(keptText({ ...capture("card"), retentionDays: 0 }, en)).toBe(
    "Goes only to the secure store of Demo and is not kept after use.",
  );
});

test("a tenant's own label wins", () => {
  const field = { name: "a", class: "text.secret" as const, required: true, label: "Member word" };
  expect(labelOf(field, "", en)).toBe("Member word");
});

function capture(id: string) {
  const template = builtInTemplates.find((each) => each.id === id);
  if (template === undefined) throw new Error(id);
  return {
    tenantName: "Demo",
    privacyUrl: null,
    template,
    purpose: undefined,
    amount: undefined,
    requestedBy: "Anna",
    retentionDays: 30,
    isAlone: false,
  };
}

/** Spaces and vowel marks differ between versions of CLDR. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/\s/g, " ");
}

function flat(words: object, path = ""): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(words).toSorted()) {
    const name = `${path}.${key}`;
    if (typeof value === "string") texts.set(name, value);
    else if (typeof value === "function") texts.set(name, String(value("2", "2")));
    else for (const [inner, text] of flat(value, name)) texts.set(inner, text);
  }
  return texts;
}
