import cardValidator from "card-validator";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cardTemplate } from "../built-in-templates.ts";
import { checkField, checkWhileTyping } from "../check-field.ts";
import { checkSubmission } from "../check-submission.ts";
import type { ProblemCode } from "../problem-code.ts";
import { textOf, utf8, values } from "../test-bytes.ts";
import { brandOf } from "./brand.ts";
import { expiryRule } from "./expiry.ts";
import { luhnIsValid } from "./luhn.ts";
import { panRule } from "./pan.ts";

const now = Date.UTC(2026, 10, 22);
const context = { now, sibling: () => undefined };
const GOOD = {
  "card.pan": "4111 1111 1111 1111",
  "card.holder": "Ana de Armas",
  "card.exp": "08/27",
  "card.cvv": "123",
};

/** Published test numbers of the networks; no one's card. */
const NUMBERS: readonly (readonly [string, string])[] = [
  ["4111111111111111", "Visa"],
  ["5555555555554444", "Mastercard"],
  ["2223003122003222", "Mastercard"],
  ["378282246310005", "American Express"],
  ["6011111111111117", "Discover"],
  ["30569309025904", "Diners Club"],
  ["3530111333300000", "JCB"],
  ["6200000000000005", "UnionPay"],
  ["6759649826438453", "Maestro"],
  ["9792030394440796", "Troy"],
  ["5066991111111118", "Elo"],
  ["6062826786276634", "Hipercard"],
  ["2200000000000004", "Mir"],
  ["5019717010103742", "Dankort"],
  ["6521500000000006", "RuPay"],
];

const visa = fc
  .stringMatching(/^4\d{14}$/)
  .map((head) => head + [..."0123456789"].find((last) => luhnIsValid(utf8(head + last))));

describe("card number", () => {
  test.each(NUMBERS)("%s is %s", (number, brand) => {
    const last4 = number.slice(-4);
    expect(
      checkSubmission(cardTemplate, card({ "card.pan": number, ...codeFor(brand) }), { now }),
    ).toEqual({
      ok: true,
      metadata: { brand, last4 },
      expiry: { expMonth: 8, expYear: 2027 },
      display: `${brand} •••• ${last4}`,
    });
  });

  test("one changed digit fails the check digit", () => {
    fc.assert(
      fc.property(
        visa,
        fc.integer({ min: 1, max: 15 }),
        fc.integer({ min: 1, max: 9 }),
        (pan, at, by) => {
          const digit = (Number(pan[at]) + by) % 10;
          const changed = pan.slice(0, at) + String(digit) + pan.slice(at + 1);
          expect(panRule.verify(utf8(pan), context).ok).toBe(true);
          expect(panRule.verify(utf8(changed), context)).not.toEqual({ ok: true });
          expect(panRule.verify(utf8(changed), context)).toEqual({ ok: false, code: "checksum" });
        },
      ),
    );
  });

  test("digits of other scripts and separators are the same number", () => {
    const zeros = fc.constantFrom(0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10);
    const separator = fc.constantFrom("", " ", "-", "\u00a0", "\u3000", "－", ".", "\u200f");
    fc.assert(
      fc.property(
        visa,
        fc.array(fc.tuple(zeros, separator), { minLength: 16, maxLength: 16 }),
        (pan, dress) => {
          const dressed = dress.map(
            ([zero, gap], at) => String.fromCodePoint(zero + Number(pan[at])) + gap,
          );
          expect(textOf(panRule.canonical(utf8(dressed.join(""))))).toBe(pan);
        },
      ),
    );
  });

  test("the network is the one card-validator finds, where it finds one", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^(?:[2-6]\d{3}|50[4-9]\d|65\d\d|6[0-4]\d\d)\d{12}$/),
        (pan) => {
          const theirs = cardValidator.number(pan).card?.niceType;
          const ours = brandOf(utf8(pan))?.name;
          fc.pre(theirs !== undefined && ours !== "RuPay" && ours !== "Dankort");
          expect(ours).toBe(theirs);
        },
      ),
      { numRuns: 10_000 },
    );
  });

  test.each<[string, ProblemCode]>([
    ["", "required"],
    ["4111 1111 1111 111", "too_short"],
    ["4111 1111 1111 1112", "checksum"],
    ["4111 1111 1111 1111 1111", "too_long"],
    ["0000 0000 0000 0000", "unknown_range"],
    ["4111x1111", "malformed"],
    ["4".repeat(130), "too_long"],
  ])("%s is refused: %s", (number, code) => {
    expect(checkSubmission(cardTemplate, card({ "card.pan": number }), { now })).toEqual({
      ok: false,
      errors: [{ name: "card.pan", code }],
    });
  });

  test("while one types, what can still become a number is not wrong", () => {
    fc.assert(
      fc.property(visa, fc.nat(15), (pan, length) => {
        const typed = card({ "card.pan": pan.slice(0, length) });
        expect(checkWhileTyping(cardTemplate, cardTemplate.fields[0]!, typed, { now })).toBe(
          "possible",
        );
      }),
    );
    const wrong = card({ "card.pan": "0123" });
    expect(checkWhileTyping(cardTemplate, cardTemplate.fields[0]!, wrong, { now })).toEqual({
      ok: false,
      code: "unknown_range",
    });
  });
});

describe("expiry", () => {
  test.each([
    ["12/30", "12/2030"],
    ["12/2030", "12/2030"],
    ["1230", "12/2030"],
    ["122030", "12/2030"],
    ["1/27", "01/2027"],
    ["01 - 27", "01/2027"],
    ["٠٨/٢٧", "08/2027"],
    ["０８／２７", "08/2027"],
  ])("%s is kept as %s", (typed, kept) => {
    expect(textOf(expiryRule.canonical(utf8(typed)))).toBe(kept);
  });

  test.each<[string, ProblemCode]>([
    ["13/30", "no_such_date"],
    ["00/30", "no_such_date"],
    ["10/26", "past"],
    ["01/2060", "too_far"],
    ["1/2/30", "too_short"],
    ["123", "too_short"],
    ["soon", "malformed"],
  ])("%s is refused: %s", (typed, code) => {
    expect(
      checkField(cardTemplate, cardTemplate.fields[2]!, values({ "card.exp": typed }), { now }),
    ).toEqual({
      ok: false,
      code,
    });
  });

  test("a card is good to the end of its month wherever one is", () => {
    const card = utf8("11/2026");
    const end = Date.UTC(2026, 11, 1, 12);
    expect(expiryRule.verify(card, { ...context, now: end - 1 }).ok).toBe(true);
    expect(expiryRule.verify(card, { ...context, now: end })).toEqual({ ok: false, code: "past" });
  });
});

describe("security code and holder", () => {
  test.each<[string, string, ProblemCode | "ok"]>([
    ["4111111111111111", "123", "ok"],
    ["4111111111111111", "1234", "too_long"],
    ["378282246310005", "123", "too_short"],
    ["378282246310005", "1234", "ok"],
    ["", "12", "too_short"],
    ["", "1234", "ok"],
  ])("number %s with code %s: %s", (pan, code, expected) => {
    const verdict = checkField(
      cardTemplate,
      cardTemplate.fields[3]!,
      values({ "card.pan": pan, "card.cvv": code }),
      { now },
    );
    expect(verdict).toEqual(expected === "ok" ? { ok: true } : { ok: false, code: expected });
  });

  test.each<[string, ProblemCode | "ok"]>([
    ["María José Ñandú", "ok"],
    ["王小明", "ok"],
    ["3M", "ok"],
    ["4111 1111 1111 1111", "looks_like_number"],
    ["--", "malformed"],
    ["a\u0000b", "malformed"],
    ["x".repeat(81), "too_long"],
  ])("holder %s: %s", (name, expected) => {
    const verdict = checkField(
      cardTemplate,
      cardTemplate.fields[1]!,
      values({ "card.holder": name }),
      {
        now,
      },
    );
    expect(verdict).toEqual(expected === "ok" ? { ok: true } : { ok: false, code: expected });
  });
});

function card(changes: Record<string, string>) {
  return values({ ...GOOD, ...changes });
}

function codeFor(brand: string): Record<string, string> {
  return brand === "American Express" ? { "card.cvv": "1234" } : {};
}
