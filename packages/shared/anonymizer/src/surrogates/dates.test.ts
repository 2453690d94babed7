import { expect, test } from "vitest";
import { DEFAULTS } from "../defaults.ts";
import { replaceConversation } from "../replace-conversation.ts";
import { createSurrogates } from "./create-surrogates.ts";
import { DAY } from "./dates.ts";
import { drawOf } from "./draw.fixture.ts";
import { surrogatesOf, turn } from "./turn.fixture.ts";

const BORN = Date.UTC(1990, 0, 15);

test("[EXP1] dates of birth move together, by other days than the conversation: its time does not tell them", () => {
  const same: boolean[] = [];
  for (let key = 0; key < 100; key++) {
    const turns = [
      turn("{DATE_OF_BIRTH:1985-03-14}"),
      turn("{DATE_OF_BIRTH:1985-03-24}"),
      turn("since {quasi.date:2019-05-03}"),
    ];
    const { replace, shift, days } = createSurrogates(
      turns,
      drawOf(key),
      "en",
      Date.UTC(2026, 1, 1),
    );
    const said = replaceConversation(
      turns,
      (value, type) => (type === "quasi.date" ? shift(value) : replace(value, type)) ?? "",
    );
    const [a = 0, b = 0, c = 0] = said.map(({ text }) => Date.parse(text.replace("since ", "")));
    const past = (a - Date.parse("1985-03-14")) / DAY;
    expect([
      past !== 0,
      Math.abs(past) <= 364,
      (b - a) / DAY,
      (c - Date.parse("2019-05-03")) / DAY,
    ]).toEqual([true, true, 10, past]);
    same.push(past === days);
  }
  expect(same.filter(Boolean).length).toBeLessThanOrEqual(3);
});

test.each([
  ["with dots", "de", ["{DATE_OF_BIRTH:03.04.1985}"], 1],
  ["in German", "de", ["{DATE_OF_BIRTH:03/04/1985}"], 1],
  ["with dots in English", "en", ["{DATE_OF_BIRTH:03.04.1985}"], 1],
  ["beside one that shows it", "en", ["since 25/12/2020", "{DATE_OF_BIRTH:03/04/1985}"], 1],
  ["without dots", "en", ["on 24-12-2020", "{DATE_OF_BIRTH:03041985}"], 1],
  ["in English alone", "en", ["{DATE_OF_BIRTH:03/04/1985}"], 0],
  ["with dots beside another", "en", ["on 12.24.2020", "{DATE_OF_BIRTH:03.04.1985}"], 0],
])("a date %s moves by the days of the others", (_how, language, patterns, at) => {
  for (let key = 0; key < 20; key++) {
    const turns = ["{DATE_OF_BIRTH:1990-01-15}", ...patterns].map((pattern) => turn(pattern));
    const { replace } = createSurrogates(turns, drawOf(key), language);
    const texts = replaceConversation(turns, replace).map(({ text }) => text);
    const [known = "", said = ""] = [texts[0], texts.at(-1)];
    const parts = said.length === 8 ? [said.slice(0, 2), said.slice(2, 4)] : said.split(/\D/);
    const day = Number(parts[1 - at]);
    const month = Number(parts[at]);
    const before = at === 1 ? Date.UTC(1985, 3, 3) : Date.UTC(1985, 2, 4);
    expect(Date.UTC(Number(said.slice(-4)), month - 1, day) - before).toBe(
      Date.parse(known) - BORN,
    );
  }
});

test("[EXP1] no date becomes another one that was said", () => {
  const dates = Array.from({ length: 53 }, (_, week) =>
    new Date(Date.UTC(1985, 0, 7 * week + 1)).toISOString().slice(0, 10),
  );
  for (let key = 0; key < 50; key++) {
    const some = dates.filter((_, index) => (index + key) % 5 === 0);
    const said = surrogatesOf(
      some.map((date) => `{DATE_OF_BIRTH:${date}}`),
      key,
    );
    expect(said.filter((date) => some.includes(date))).toEqual([]);
  }
});

test("[EXP1] a date that is said twice moves twice", () => {
  for (let key = 0; key < 20; key++) {
    const [said = ""] = surrogatesOf(["{DATE_OF_BIRTH:16 May 1927 16 May 1927}"], key);
    const [, first = "", second] = /^(.+ 192\d) (.+ 192\d)$/.exec(said) ?? [];
    expect([second, first === "16 May 1927"]).toEqual([first, false]);
  }
});

test("[EXP1] a date of which a part is not understood is left to the default", () => {
  expect(surrogatesOf(["{DATE_OF_BIRTH:16 May 1927 or 5/17}"])[0]).toBe(DEFAULTS.DATE_OF_BIRTH);
});
