import { countrySpecs, isValidIBAN } from "ibantools";
import { expect, test } from "vitest";
import { IBAN_LENGTHS, passesMod97 } from "./iban-lengths.ts";

test("the lengths are ibantools'", () => {
  const theirs = Object.entries(countrySpecs).flatMap(([country, spec]) =>
    spec.chars ? [[country, spec.chars]] : [],
  );
  expect([...IBAN_LENGTHS].toSorted()).toEqual(theirs.toSorted());
});

test.each(["GB82WEST12345698765432", "DE89370400440532013000", "NL91ABNA0417164300"])(
  "%s passes",
  (iban) => {
    expect([passesMod97(iban), isValidIBAN(iban)]).toEqual([true, true]);
    expect(passesMod97(`${iban.slice(0, -1)}9`)).toBe(false);
  },
);
