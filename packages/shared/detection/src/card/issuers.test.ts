import creditCardType from "credit-card-type";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { issuerOf } from "./issuers.ts";

const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: min, maxLength: max });

function theirs(number: string): readonly number[] {
  // With a whole number the package gives its longest match alone, or several of one strength in its own order.
  return creditCardType(number)[0]?.lengths ?? [];
}

test("the table is credit-card-type's: every pattern's edges", () => {
  const edges = Object.values(creditCardType.types)
    .flatMap((type) => creditCardType.getTypeInfo(type).patterns)
    .flat()
    .flatMap((prefix) => [prefix - 1, prefix, prefix + 1])
    .flatMap((prefix) => [String(prefix).padEnd(16, "0"), String(prefix).padEnd(16, "9")]);
  for (const number of edges)
    expect([number, issuerOf(number)?.lengths ?? []]).toEqual([number, theirs(number)]);
});

test("the table is credit-card-type's: any number", () => {
  fc.assert(
    fc.property(digits(16, 19), (number) => {
      expect(issuerOf(number)?.lengths ?? []).toEqual(theirs(number));
    }),
    { numRuns: 2000 },
  );
});
