import fc from "fast-check";
import { validateIBAN, ValidationErrorsIBAN } from "ibantools";
import { describe, expect, test } from "vitest";
import { ibanStructureRows } from "../../scripts/build-iban-structures.mjs";
import { bankTemplate } from "../built-in-templates.ts";
import { checkSubmission } from "../check-submission.ts";
import { utf8, values } from "../test-bytes.ts";
import { ibanRule } from "./iban.ts";
import { ibanStructures } from "./iban-structures.ts";
import { usRoutingRule } from "./us-routing.ts";

const context = { now: 0, sibling: () => undefined };

const DIGIT = fc.constantFrom(..."0123456789");
const LETTER = fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZ");
const KINDS = { n: DIGIT, a: LETTER, c: fc.oneof(DIGIT, LETTER) };

const iban = fc.constantFrom(...Object.keys(ibanStructures)).chain((country) =>
  fc
    .tuple(
      ...[...(ibanStructures[country] ?? "")].map(
        (kind) => KINDS[kind === "n" || kind === "a" ? kind : "c"],
      ),
    )
    .map((marks) => {
      const body = marks.join("");
      const digits = [...`${body}${country}00`].map((mark) => parseInt(mark, 36)).join("");
      return `${country}${String(98n - (BigInt(digits) % 97n)).padStart(2, "0")}${body}`;
    }),
);

describe("IBAN", () => {
  test("the table is what the script writes", () => {
    expect(ibanStructures).toEqual(ibanStructureRows());
  });

  test("every well-made number of every country is good, here and in ibantools", () => {
    fc.assert(
      fc.property(iban, (text) => {
        expect(isValidThere(text)).toBe(true);
        expect(ibanRule.verify(utf8(text), context)).toEqual({
          ok: true,
          metadata: { country: text.slice(0, 2), last4: text.slice(-4) },
        });
      }),
      { numRuns: 1_000 },
    );
  });

  test("with one character changed, the verdict is ibantools' own", () => {
    fc.assert(
      fc.property(iban, fc.nat(33), fc.oneof(DIGIT, LETTER), (text, at, mark) => {
        const place = at % text.length;
        const changed = text.slice(0, place) + mark + text.slice(place + 1);
        expect(ibanRule.verify(utf8(changed), context).ok).toBe(isValidThere(changed));
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([
    [
      "DE89 3704 0044 0532 0130 00",
      { ok: true, display: "DE •••• 3000", metadata: { country: "DE", last4: "3000" } },
    ],
    [
      "de89370400440532013000",
      { ok: true, display: "DE •••• 3000", metadata: { country: "DE", last4: "3000" } },
    ],
    ["DE88370400440532013000", refused("checksum")],
    ["DE8937040044053201300", refused("too_short")],
    ["DE893704004405320130001", refused("too_long")],
    ["DE8937040044053201300A", refused("malformed")],
    ["US64SVBKUS6S3300958879", refused("unknown_country")],
  ])("%s", (text, expected) => {
    expect(
      checkSubmission(bankTemplate, values({ "bank.kind": "iban", "bank.iban": text }), { now: 0 }),
    ).toEqual(expected);
  });
});

describe("US account", () => {
  test.each(["021000021", "011401533", "091000019", "322271627"])(
    "routing number %s is good",
    (digits) => {
      expect(usRoutingRule.verify(utf8(digits), context)).toEqual({ ok: true });
    },
  );

  test("one changed digit of a routing number fails the check digit", () => {
    fc.assert(
      fc.property(fc.nat(8), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const good = "021000021";
        const changed =
          good.slice(0, at) + String((Number(good[at]) + by) % 10) + good.slice(at + 1);
        expect(usRoutingRule.verify(utf8(changed), context)).toEqual({
          ok: false,
          code: "checksum",
        });
      }),
    );
  });

  test("last four digits leave only where they are at most half", () => {
    expect(us("1234567")).toEqual({
      ok: true,
      metadata: { country: "US" },
      display: "Bank account US",
    });
    expect(us("12345678")).toEqual({
      ok: true,
      metadata: { country: "US", last4: "5678" },
      display: "US •••• 5678",
    });
  });

  test("fields of the other choice are refused", () => {
    expect(
      checkSubmission(
        bankTemplate,
        values({ "bank.kind": "us", "bank.iban": "DE89370400440532013000" }),
        { now: 0 },
      ),
    ).toEqual({
      ok: false,
      errors: [
        { name: "bank.iban", code: "unknown_field" },
        { name: "bank.us.routing", code: "required" },
        { name: "bank.us.account", code: "required" },
      ],
    });
  });
});

function us(account: string) {
  const given = values({
    "bank.kind": "us",
    "bank.us.routing": "021000021",
    "bank.us.account": account,
  });
  return checkSubmission(bankTemplate, given, { now: 0 });
}

function refused(code: string) {
  return { ok: false, errors: [{ name: "bank.iban", code }] };
}

/** ibantools also knows some banks' own check digits inside the account number; ISO 13616 does not. */
function isValidThere(text: string): boolean {
  return validateIBAN(text).errorCodes.every(
    (code) => code === ValidationErrorsIBAN.WrongAccountBankBranchChecksum,
  );
}
