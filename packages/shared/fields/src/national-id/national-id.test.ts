import fc from "fast-check";
import { stdnum } from "stdnum";
import { describe, expect, test } from "vitest";
import { nationalIdTemplate } from "../built-in-templates.ts";
import { checkSubmission } from "../check-submission.ts";
import { utf8, values } from "../test-bytes.ts";
import { americanIds } from "./americas.ts";
import { asiaPacificIds } from "./asia-pacific.ts";
import { europeanIds } from "./europe.ts";
import { idCountries, nationalIdRule } from "./national-id.ts";

/** stdnum's validators that judge the same numbers; it also judges birth dates and places, which ours leave open. */
const JUDGES: Record<string, readonly string[]> = {
  AR: ["dni"],
  AT: ["vnr"],
  AU: ["tfn"],
  BA: ["jmbg"],
  BG: ["egn"],
  BR: ["cpf"],
  CA: ["sin"],
  CH: ["ssn"],
  CL: ["rut"],
  CN: ["ric"],
  CZ: ["rc"],
  DE: ["idnr"],
  DO: ["cedula"],
  EC: ["ci"],
  EE: ["ik"],
  ES: ["dni", "nie"],
  FR: ["nir"],
  GB: ["nino"],
  GR: ["amka"],
  HK: ["hkid"],
  HR: ["oib"],
  IE: ["pps"],
  IL: ["idnr"],
  IN: ["aadhaar", "pan"],
  IS: ["kennitala"],
  IT: ["codicefiscale"],
  KR: ["rrn"],
  LT: ["asmens"],
  ME: ["jmbg"],
  MK: ["jmbg"],
  MX: ["curp"],
  MY: ["nric"],
  NL: ["bsn"],
  NO: ["fodselsnummer"],
  NZ: ["ird"],
  PK: ["cnic"],
  PL: ["pesel"],
  PT: ["nif"],
  RO: ["cnp"],
  RS: ["jmbg"],
  RU: ["inn"],
  SI: ["emso"],
  SK: ["rc"],
  TH: ["idnr"],
  TR: ["tckimlik"],
  TW: ["natid"],
  UA: ["rntrc"],
  US: ["ssn"],
  UY: ["cedula"],
  ZA: ["idnr"],
};

const tables = { ...americanIds, ...asiaPacificIds, ...europeanIds };

describe("against stdnum", () => {
  test.each(Object.keys(JUDGES))("%s: what stdnum accepts, we accept", (country) => {
    const judges = judgesOf(country);
    const patterns = (tables[country] ?? [{ pattern: "\\d{10}[01]\\d{2}" }]).map(
      ({ pattern }) => pattern,
    );
    let accepted = 0;
    for (const text of fc.sample(candidates(patterns), { numRuns: 3_000, seed: 7 })) {
      if (!judges.some((judge) => judge(text).isValid)) continue;
      accepted += 1;
      expect({ text, verdict: verify(country, text) }).toEqual({ text, verdict: { ok: true } });
    }
    expect(accepted).toBeGreaterThan(0);
  });

  test.each(Object.keys(JUDGES))(
    "%s: a wrong check digit that stdnum finds, we find",
    (country) => {
      const judges = judgesOf(country);
      const patterns = (tables[country] ?? [])
        .filter(({ check }) => check)
        .map(({ pattern }) => pattern);
      for (const text of fc.sample(candidates(patterns.length > 0 ? patterns : ["x"]), {
        numRuns: 300,
        seed: 8,
      })) {
        const reasons = judges.map((judge) => judge(text).error?.name);
        if (!reasons.every((reason) => reason === "InvalidChecksum")) continue;
        expect({ text, verdict: verify(country, text) }).toEqual({
          text,
          verdict: { ok: false, code: "checksum" },
        });
      }
    },
  );
});

describe("numbers that stdnum has not", () => {
  test.each([
    ["SG", "S1234567D", true],
    ["SG", "T1234567J", true],
    ["SG", "F1234567N", true],
    ["SG", "G1234567X", true],
    ["SG", "M1234567K", true],
    ["SG", "S1234567A", false],
    ["JP", "123456789018", true],
    ["JP", "123456789012", false],
    ["FI", "131052-308T", true],
    ["FI", "131052A308T", true],
    ["FI", "131052-308U", false],
    ["SE", "811228-9874", true],
    ["SE", "19811228-9874", true],
    ["SE", "811228-9873", false],
    ["DK", "010190-1234", true],
    ["ID", "3171234507890123", true],
    ["ID", "3171233207890123", false],
    ["BE", "85.07.30-033 28", true],
    ["BE", "17.07.30-033 84", true],
    ["BE", "17.07.30-033 85", false],
    ["LK", "853400937V", true],
    ["LK", "198534000937", true],
    ["LK", "85340093", false],
  ])("%s %s: %s", (country, number, good) => {
    const verdict = checkSubmission(
      nationalIdTemplate,
      values({ "id.country": country, "id.national": number }),
      { now: 0 },
    );
    expect(verdict.ok).toBe(good);
  });

  test("of a good number only its country is known", () => {
    const given = values({ "id.country": "SG", "id.national": "S1234567D" });
    expect(checkSubmission(nationalIdTemplate, given, { now: 0 })).toEqual({
      ok: true,
      metadata: { country: "SG" },
      display: "National ID SG",
    });
  });
});

test("every country is tried above", () => {
  expect(idCountries).toEqual(
    [...Object.keys(JUDGES), "SG", "JP", "FI", "SE", "DK", "ID", "LK", "BE"].toSorted(),
  );
});

test("a country without numbers is refused", () => {
  expect(
    checkSubmission(nationalIdTemplate, values({ "id.country": "AQ", "id.national": "1" }), {
      now: 0,
    }),
  ).toEqual({
    ok: false,
    errors: [
      { name: "id.country", code: "unknown_country" },
      { name: "id.national", code: "unknown_country" },
    ],
  });
});

function candidates(patterns: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(...patterns.map((pattern) => fc.stringMatching(new RegExp(`^(?:${pattern})$`))));
}

function judgesOf(country: string) {
  const validators = stdnum[country] ?? {};
  return (JUDGES[country] ?? []).map((name) => {
    const validator = validators[name];
    if (validator === undefined)
      throw new Error(`${country} ${name}: ${Object.keys(validators).join()}`);
    return validator.validate;
  });
}

function verify(country: string, text: string) {
  return nationalIdRule.verify(utf8(text), {
    now: 0,
    sibling: (name) => (name === "id.country" ? utf8(country) : undefined),
  });
}
