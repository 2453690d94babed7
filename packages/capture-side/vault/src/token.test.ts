import { token as tokenSchema } from "@aside/protocol";
import { ready } from "@aside/seal";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { createToken, isTokenOf } from "./token.ts";

beforeAll(ready);

const tenant = fc.stringMatching(/^[a-z][a-z0-9-]{1,31}$/);

describe("createToken", () => {
  test("[12] is of the wire's form and new each time", () => {
    const tokens = Array.from({ length: 2_000 }, () => createToken("demo"));
    expect(new Set(tokens).size).toBe(2_000);
    for (const token of tokens) expect(tokenSchema.parse(token)).toBe(token);
  });

  test("[12] holds nothing that passes for a card number: no 12 digits in a row but for its own marks, whatever Luhn says", () => {
    fc.assert(
      fc.property(tenant, (of) => {
        const token = createToken(of);
        for (const run of token.split(/[a-z]+/)) {
          const digits = run.replaceAll("_", "");
          expect(digits.length >= 12 || (digits.length >= 10 && luhn(digits))).toBe(false);
        }
      }),
      { numRuns: 1_500 },
    );
  });

  test("[12] nor where the tenant's tag is digits and the rest goes on with them", () => {
    const tokens = Array.from({ length: 200 }, () => createToken("shop-7243"));
    expect(tokens[0]).toMatch(/^tok_90523187_/);
    expect(tokens.filter((token) => /(?:\d_?){9}/.test(token))).toEqual([]);
  });

  test("is of one tenant, and any one letter mistyped shows", () => {
    const letter = fc.constantFrom(..."0123456789abcdefghjkmnpqrstvwxyz");
    let missed = 0;
    fc.assert(
      fc.property(tenant, tenant, fc.nat(), letter, (of, other, at, typed) => {
        fc.pre(of !== other);
        const token = createToken(of);
        expect(isTokenOf(of, token)).toBe(true);
        expect(isTokenOf(other, token)).toBe(false);
        const place = 4 + (at % (token.length - 4));
        fc.pre(token.at(place) !== typed);
        const mistyped = token.slice(0, place) + typed + token.slice(place + 1);
        if (isTokenOf(of, mistyped)) missed += 1;
      }),
      { numRuns: 1_000 },
    );
    // Two check letters: one in 1,024 goes through.
    expect(missed).toBeLessThan(12);
    expect(isTokenOf("demo", "")).toBe(false);
  });
});

function luhn(digits: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...digits].toReversed().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
