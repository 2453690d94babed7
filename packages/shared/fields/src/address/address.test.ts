import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sourceTerritories, territoryRows } from "../../scripts/build-territories.mjs";
import { activeFields } from "../active-fields.ts";
import { addressTemplate } from "../built-in-templates.ts";
import { checkSubmission } from "../check-submission.ts";
import { textOf, utf8, values } from "../test-bytes.ts";
import { postalRule } from "./postal.ts";
import { territories } from "./territories.ts";
import { territory, territoryCodes } from "./territory.ts";

const source = sourceTerritories();

test("the table is what the script writes", () => {
  expect(territories).toEqual(territoryRows());
  expect(territoryCodes).toHaveLength(252);
});

describe("postal codes", () => {
  test.each(territoryCodes)(
    "%s: libaddressinput's examples are good, in any writing",
    (country) => {
      const hasPostal = territory(country)?.order.includes("Z");
      for (const example of hasPostal ? (source[country]?.zipex?.split(",") ?? []) : []) {
        const bare = example.replaceAll(/[ -]/g, "");
        for (const written of [
          example,
          bare,
          example.toLowerCase(),
          ` ${example.replaceAll("-", " ")} `,
        ]) {
          expect({ written, verdict: postal(country, written).ok }).toEqual({
            written,
            verdict: true,
          });
        }
      }
    },
  );

  test.each([
    ["US", "9410", { ok: false, code: "too_short" }],
    ["US", "94105-12345", { ok: false, code: "malformed" }],
    ["US", "94105", { ok: true, metadata: { postalArea: "941" } }],
    ["DE", "１０１１５", { ok: true, metadata: { postalArea: "101" } }],
    ["GB", "sw1a1aa", { ok: true, metadata: { postalArea: "SW1" } }],
    ["CA", "K1A 0B1", { ok: true, metadata: { postalArea: "K1A" } }],
    ["SE", "SE-114 55", { ok: true, metadata: { postalArea: "SE1" } }],
    ["LV", "1073", { ok: true, metadata: { postalArea: "10" } }],
    ["DE", "ABCDE", { ok: false, code: "malformed" }],
  ])("%s %s", (country, text, expected) => {
    expect(postal(country, text)).toEqual(expected);
  });

  test("never more than three characters of it leave", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...territoryCodes),
        fc.stringMatching(/^[0-9A-Z -]{1,10}$/),
        (country, text) => {
          const verdict = postal(country, text);
          expect(verdict.ok ? (verdict.metadata?.postalArea?.length ?? 0) : 0).toBeLessThan(4);
        },
      ),
    );
  });
});

describe("fields of a country", () => {
  test.each([
    ["US", "country* name* organization line1* line2 locality* region* postal*"],
    ["DE", "country* name* organization line1* line2 postal* locality*"],
    ["JP", "country* postal* region* line1* line2 organization name*"],
    ["BR", "country* organization name* line1* line2 dependent-locality locality* region* postal*"],
    ["GB", "country* name* organization line1* line2 locality* postal*"],
    ["HK", "country* region* locality line1* line2 organization name*"],
    ["FR", "country* organization name* line1* line2 postal* locality*"],
    ["??", "country*"],
  ])("%s: %s", (country, expected) => {
    const fields = activeFields(addressTemplate, values({ "address.country": country }));
    const shown = fields.map(({ field, required }) => field.name.slice(8) + (required ? "*" : ""));
    expect(shown.join(" ")).toBe(expected);
  });

  test("every territory has a name and a line, and asks for what it requires", () => {
    for (const country of territoryCodes) {
      const fields = activeFields(addressTemplate, values({ "address.country": country }));
      const letters = fields.map(({ field }) => field.name);
      expect(letters).toEqual(expect.arrayContaining(["address.name", "address.line1"]));
      expect(new Set(letters).size).toBe(letters.length);
    }
  });
});

test("a whole address", () => {
  const japan = {
    "address.country": "JP",
    "address.postal": "154-0023",
    "address.region": "東京都",
    "address.line1": "世田谷区若林1-2-3",
    "address.name": "山田花子",
  };
  expect(checkSubmission(addressTemplate, values(japan), { now: 0 })).toEqual({
    ok: true,
    metadata: { country: "JP", postalArea: "154" },
    display: "JP 154…",
  });
  expect(
    checkSubmission(addressTemplate, values({ ...japan, "address.region": "Tokyo" }), { now: 0 }),
  ).toEqual({
    ok: false,
    errors: [{ name: "address.region", code: "unknown_region" }],
  });
  expect(
    checkSubmission(addressTemplate, values({ ...japan, "address.locality": "x" }), { now: 0 }),
  ).toEqual({
    ok: false,
    errors: [{ name: "address.locality", code: "unknown_field" }],
  });
});

test("a postal code is kept upper case with single spaces", () => {
  expect(textOf(postalRule.canonical(utf8(" ec1a   1bb ")))).toBe("EC1A 1BB");
});

function postal(country: string, text: string) {
  const canonical = postalRule.canonical(utf8(text));
  if (canonical === null) throw new Error("not postal characters");
  return postalRule.verify(canonical, {
    now: 0,
    sibling: (name) => (name === "address.country" ? utf8(country) : undefined),
  });
}
