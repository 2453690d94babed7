import { detectMessage } from "@aside/detection";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { replaceConversation } from "../replace-conversation.ts";
import { createSurrogates } from "./create-surrogates.ts";
import { drawOf } from "./draw.fixture.ts";
import { surrogatesOf, turn } from "./turn.fixture.ts";

test("[EXP1] a corrected card stays a second card, each in its grouping, each a test number", () => {
  const said = surrogatesOf([
    "{CARD_NUMBER:4539 1488 0343 6467}",
    "sorry, {CARD_NUMBER:4539-1488-0343-6467}, no, {CARD_NUMBER:4716108999716531}",
    "it ends with {CARD_PARTIAL:6531}",
  ]);
  const first = said[0] ?? "";
  const [, again = "", second = ""] = /^sorry, (\S+), no, (\S+)$/.exec(said[1] ?? "") ?? [];
  expect(first).toMatch(/^4\d{3} \d{4} \d{4} \d{4}$/);
  expect(again).toBe(first.replaceAll(" ", "-"));
  expect(second).toMatch(/^4\d{15}$/);
  expect(second).not.toBe(first.replaceAll(" ", ""));
  expect(said[2]).toBe(`it ends with ${second.slice(-4)}`);
});

test("[EXP1] one id is one, in whatever grouping and whatever it was taken for", () => {
  const said = surrogatesOf([
    "{ACCOUNT_ID:4410 2295 318}",
    "{ACCOUNT_ID:44102295318}",
    "{ORDER_ID:4410-2295-318}",
    "{IBAN:DE89 3704 0044 0532 0130 00}",
    "{IBAN:DE89370400440532013000}",
    "{LICENSE_PLATE:KN07 HRL}",
    "{LICENSE_PLATE:KN07HRL}",
  ]);
  const bare = said.map((one) => one.replace(/[ -]/g, ""));
  expect(bare[1]).toBe(bare[0]);
  expect(said[2]).toBe(said[0]?.replaceAll(" ", "-"));
  expect([bare[4], bare[6]]).toEqual([bare[3], bare[5]]);
});

test("[EXP1] one street is one, with a house number and without, and two streets are two", () => {
  const streets = Array.from(
    { length: 24 },
    (_, at) => `${"Abcdefghijklmnopqrstuvwxyz".charAt(at)}andon Road`,
  );
  for (let key = 0; key < 20; key++) {
    const said = surrogatesOf(
      [
        "{ADDRESS:108 Regent Street City Centre}",
        "{ADDRESS:Regent Street}",
        "{ADDRESS:regent street, cambridge}",
        ...streets.map((one) => `{ADDRESS:${one}}`),
      ],
      key,
    );
    const [full = "", alone = "", town = "", ...others] = said;
    expect(full.replace(/^\d+ /, "")).toBe(alone);
    expect(town.split(",")[0]).toBe(alone.toLowerCase());
    expect(new Set([alone, ...others]).size).toBe(1 + streets.length);
    expect(others).not.toContain("[redacted]");
  }
});

test("a street keeps its language, which where the house number stands tells too", () => {
  const [spanish, english] = surrogatesOf([
    "{ADDRESS:Camino Real 300}",
    "{ADDRESS:300 El Camino Real}",
  ]);
  expect(spanish).toMatch(/^(?:Calle|Avenida|Paseo) .* \d+$/);
  expect(english).toMatch(/^\d+ [A-Z][a-z]+ [A-Z][a-z]+$/);
});

test("[EXP1] two expiry dates are two", () => {
  for (let key = 0; key < 300; key++) {
    const [said = ""] = surrogatesOf(["{EXPIRY:09/27} {EXPIRY:10/27} {EXPIRY:11/28}"], key);
    expect(new Set(said.split(" ")).size).toBe(3);
  }
});

test("[EXP1] a number sent in pieces is one surrogate over the pieces", () => {
  const turns = [
    turn("{CARD_NUMBER:5425 23}", 1),
    turn("then {CARD_NUMBER:34 3010}", 1),
    turn("{CARD_NUMBER:9903}", 1),
  ];
  const { replace } = createSurrogates(turns, drawOf(3));
  const said = replaceConversation(turns, replace).map(({ text }) => text);
  expect(said.map((one) => one.replace(/\d/g, "0"))).toEqual(["0000 00", "then 00 0000", "0000"]);
  const digits = said.join("").replace(/\D/g, "");
  expect(digits).toMatch(/^(?:5|2)\d{15}$/);
  expect(replace("5425 2334 3010 9903", "CARD_NUMBER").replaceAll(" ", "")).toBe(digits);
});

test.each([
  ["PHONE", "(415) 867-5309", /^\(\d{3}\) 555-01\d\d$/],
  ["PHONE", "+1 415 867 5309", /^\+1 \d{3} 555 01\d\d$/],
  ["PHONE", "867-5309", /^555-01\d\d$/],
  ["PHONE", "07911 123456", /^07700 900\d{3}$/],
  ["PHONE", "+44 7911 123456", /^\+44 7700 900\d{3}$/],
  ["PHONE", "020 7123 4567", /^020 7946 0\d{3}$|^01[124-7] [1347]496 0\d{3}$|^016 3296 0\d{3}$/],
  ["PHONE", "+49 30 901820123", /^\+49\d+$|^\+49 \d\d \d+$/],
  ["SSN", "536-90-4399", /^9\d\d-[1-4]\d-\d{4}$/],
  ["SSN", "536904399", /^9\d\d[1-4]\d\d{4}$/],
  ["IBAN", "DE89 3704 0044 0532 0130 00", /^DE\d\d 0000 0000 0\d{3} \d{4} \d\d$/],
  ["IBAN", "GB29NWBK60161331926819", /^GB\d\dTEST0{5}\d{9}$|^GB\d\dTEST0+\d+$/],
  ["IP", "81.2.69.142", /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/],
  ["URL", "https://bank.test/me?id=4", /^https:\/\/example\.(?:com|org)\/\d{6}$/],
  ["POSTCODE", "94107", /^00\d{3}$/],
  ["POSTCODE", "sw1a 1aa", /^zz99 \d[a-z]{2}$/],
  ["ADDRESS", "742 Evergreen Terrace, Portland", /^\d+ [A-Z][\w ]+, [A-Z][\w ]+$/],
  ["ADDRESS", "3468 Mount Diablo Boulevard", /^\d+ [A-Z][a-z]+ [A-Z][a-z]+$/],
  ["ADDRESS", "12 boulevard Voltaire", /^\d+ (?:rue|avenue|allée) /],
  ["ADDRESS", "Hauptstraße 5", /^(?:Muster|Beispiel|Proben|Modell|Schau)\p{L}+ \d+$/u],
  ["PASSPORT", "AB1234567", /^[QXZ]{2}00\d{5}$/],
  ["DATE_OF_BIRTH", "14 March 1985", /^\d{1,2} [A-Z][a-z]+ 198[4-6]$/],
  ["DATE_OF_BIRTH", "03/14/1985", /^\d\d\/\d\d\/198[4-6]$/],
  ["DATE_OF_BIRTH", "March 3rd, 85", /^[A-Z][a-z]+ \d{1,2}(?:st|nd|rd|th), 8[4-6]$/],
  ["DATE_OF_BIRTH", "16th of May 1927", /^\d{1,2}(?:st|nd|rd|th) of [A-Z][a-z]+ 192[6-8]$/],
  ["DATE_OF_BIRTH", "14. März 1985", /^\d{1,2}\. [A-Z][a-zä]+ 198[4-6]$/],
  ["DATE_OF_BIRTH", "14 de marzo de 1985", /^\d{1,2} de [a-z]+ de 198[4-6]$/],
])("[EXP1] %s %s keeps its form and is nobody's", (type, value, form) => {
  for (let key = 0; key < 20; key++) {
    const [said = ""] = surrogatesOf([`{${type}:${value}}`], key);
    expect(said).toMatch(form);
    expect(said).not.toBe(value);
  }
});

test("[EXP1] a surrogate card is one that the detector knows, a surrogate IBAN is valid", () => {
  for (let key = 0; key < 30; key++) {
    const [card = "", iban = ""] = surrogatesOf(
      ["{CARD_NUMBER:4539148803436467}", "{IBAN:FR1420041010050500013M02606}"],
      key,
    );
    expect(detectMessage(`my card ${card}`).map(({ type }) => type)).toEqual(["CARD_NUMBER"]);
    expect(detectMessage(iban).map(({ type }) => type)).toEqual(["IBAN"]);
  }
});

describe("properties", () => {
  const name = fc.constantFrom(
    "Ann",
    "Lee",
    "Karen",
    "Otto",
    "Berg",
    "Maria",
    "Silva",
    "Jean",
    "Zoe",
  );
  const value = fc.oneof(
    fc.tuple(name, name).map(([a, b]) => `{PERSON:${a} ${b}}`),
    fc.stringMatching(/^[2-9]\d{2}-[2-9]\d{2}-\d{4}$/).map((one) => `{PHONE:${one}}`),
    fc.stringMatching(/^4\d{15}$/).map((one) => `{CARD_NUMBER:${one}}`),
    fc.stringMatching(/^[a-z]{5,9}\d{0,3}$/).map((one) => `{USERNAME:${one}}`),
    fc.stringMatching(/^[a-z]{3,8}@[a-z]{3,8}\.com$/).map((one) => `{EMAIL:${one}}`),
  );

  test("[EXP1] values and surrogates are one to one, and no surrogate occurs in the conversation", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(value, { minLength: 1, maxLength: 6 }),
        fc.nat(1_000),
        (values, key) => {
          const turns = values.map((one) => turn(one));
          const { replace } = createSurrogates(turns, drawOf(key));
          const replaced = replaceConversation(turns, replace);
          const pairs = turns.flatMap(({ text, spans }, index) => {
            const after = replaced[index]?.text ?? "";
            return spans[0]?.type === "PERSON"
              ? text.split(" ").map((word, at) => [word, after.split(" ")[at]])
              : [[text, after]];
          });
          const originals = new Map(pairs.map(([before, after]) => [after, before]));
          for (const [before, after] of pairs) {
            expect(originals.get(after)).toBe(before);
            expect(turns.some(({ text }) => text === after)).toBe(false);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
