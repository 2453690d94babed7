import { expect, test } from "vitest";
import { play } from "../conversation/play.fixture.ts";

test.each([
  [
    "CARD_NUMBER",
    "fourr five threee nine fiive seven eight seven six three six two one four eight six",
  ],
  ["CARD_NUMBER", "4539\\x205787\\x206362\\x201486"],
  ["IBAN", "DEO2 1203 0000 0000 2020 51"],
  ["PHONE", "(415)555.0132"],
])("%s: %s", (type, written) => {
  expect(play([`c: ${written}`], { profile: "inline" })).toEqual([[`${type} ${written}`]]);
});

test.each([
  ["Me informa o CEP?", "POSTCODE", "01310-100"],
  ["I sent you a six digit code, what is it?", "PASSWORD", "558 201"],
  ["et le code reçu par sms ?", "PASSWORD", "448201"],
  ["Nummer Ihres Reisepasses?", "PASSPORT", "C01X00T47"],
  ["what's the registration of the car?", "LICENSE_PLATE", "LR19 XKD"],
])("asked %s: %s %s", (question, type, value) => {
  const told = type === "LICENSE_PLATE" ? `${value}, a grey one` : value;
  expect(play([`a: ${question}`, `c: ${told}`], { profile: "inline" })[1]).toEqual([
    `${type} ${value}`,
  ]);
});

test("a house number in words is the address's", () => {
  const said = "two two one four east hollis avenue apartment twenty six";
  expect(play(["a: what is your address", `c: ${said}`])[1]).toEqual([`ADDRESS ${said}`]);
});
