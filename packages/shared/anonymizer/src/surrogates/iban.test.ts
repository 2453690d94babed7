import { describe, expect, test } from "vitest";
import { checkedBban, modulo97 } from "./bban-checks.ts";
import { drawOf } from "./draw.fixture.ts";
import { ibanOf } from "./iban.ts";

/** Examples of the ISO 13616 registry, of Hungary one whose account is in full. */
const EXAMPLES = [
  "AL47212110090000000235698741",
  "BA391290079401028494",
  "BE68539007547034",
  "CZ6508000000192000145399",
  "EE382200221020145685",
  "ES9121000418450200051332",
  "FI2112345600000785",
  "FR1420041010050500013M02606",
  "HR1210010051863000160",
  "HU93116000060000000012345676",
  "IT60X0542811101000000123456",
  "MC5811222000010123456789030",
  "ME25505000012345678951",
  "NL91ABNA0417164300",
  "NO9386011117947",
  "PL61109010140000071219812874",
  "PT50000201231234567890154",
  "RS35260005601001611379",
  "SI56263300012039086",
  "SK3112000000198742637541",
  "SM86U0322509800000000270100",
  "TL380080012345678910157",
  "TN5910006035183598478831",
  "XK051212012345678906",
];
/** Without a check inside that is one for all banks. */
const OTHERS = [
  "AT611904300234573201",
  "BR1800360305000010009795493C1",
  "CH9300762011623852957",
  "DE89370400440532013000",
  "GB29NWBK60161331926819",
  "IE29AIBK93115212345678",
  "LU280019400644750000",
  "SE4550000000058398257466",
];

describe("national check digits", () => {
  test.each(EXAMPLES)("of %s are what they are, and others are put right", (iban) => {
    const [country, bban] = [iban.slice(0, 2), iban.slice(4)];
    expect(checkedBban(country, bban)).toBe(bban);
    // A digit that is summed, or is the check itself, is not left beside the old check.
    const wrong = Array.from(
      bban,
      (_, at) => bban.slice(0, at) + other(bban.charAt(at)) + bban.slice(at + 1),
    );
    const righted = wrong.filter((one) => checkedBban(country, one) !== one);
    expect(righted.length).toBeGreaterThanOrEqual(8);
  });

  test("eleven has no digit: other ones are drawn", () => {
    expect(checkedBban("NO", "00000000060")).toBeUndefined();
  });
});

describe("[EXP1] a surrogate IBAN", () => {
  test.each([...EXAMPLES, ...OTHERS])("for %s is valid, and of no bank", (iban) => {
    const shape = iban.replace(/\d/g, "0").replace(/[A-Z]/g, "A");
    const made = new Set<string>();
    for (let key = 0; key < 60; key++) {
      const one = ibanOf(iban, drawOf(key), 0);
      made.add(one);
      expect(one.slice(0, 2)).toBe(iban.slice(0, 2));
      expect(one.replace(/\d/g, "0").replace(/[A-Z]/g, "A")).toBe(shape);
      expect(modulo97(one.slice(4) + one.slice(0, 4))).toBe(1);
      expect(checkedBban(one.slice(0, 2), one.slice(4))).toBe(one.slice(4));
      expect(one.slice(4)).toMatch(/^(?:[A-Z]?00|TEST|715|99999999)/);
    }
    expect(made.size).toBeGreaterThan(50);
  });

  test("of Belgium is none of the post's, whose code is zeros", () => {
    for (let key = 0; key < 60; key++)
      expect(ibanOf("BE68 5390 0754 7034", drawOf(key), 0)).toMatch(/^BE\d\d 7150 00\d\d \d{4}$/);
  });
});

function other(one: string): string {
  return one === "7" ? "8" : /\d/.test(one) ? "7" : one === "Q" ? "R" : "Q";
}
