import { DEFAULTS, replaceConversation, defaultOf } from "@aside/anonymizer";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Turn } from "../transcript.ts";
import { encoded } from "../encoded.fixture.ts";
import { detectTurns } from "./detect-turns.ts";
import { mark } from "./mark.ts";

const replace = (_value: string, type: string) => defaultOf(DEFAULTS, type);

function turnsOf(texts: readonly string[]): Turn[] {
  return texts.map((text, index) => ({
    speaker: index % 2 === 0 ? "customer" : "agent",
    at: index,
    text,
    spans: [],
  }));
}

function anonymized(texts: readonly string[]): string[] {
  const turns = turnsOf(texts);
  const spans = mark(turns, detectTurns(), DEFAULTS);
  return replaceConversation(
    turns.map(({ text }, index) => ({ text, spans: spans[index] ?? [] })),
    replace,
  ).map(({ text }) => text);
}

test("[EXP1] what one turn gave away is replaced in all of them", () => {
  expect(
    anonymized([
      "my name is Johanna Whitfield and my number is 415-867-5309",
      "thanks WHITFIELD, so that is (415) 867 5309?",
      "yes, it is johanna, base64 NDE1LTg2Ny01MzA5",
    ]),
  ).toEqual([
    "my name is Jane Doe and my number is +1 202-555-0100",
    "thanks Jane Doe, so that is +1 202-555-0100?",
    "yes, it is Jane Doe, base64 +1 202-555-0100",
  ]);
});

test("[EXP1] how a value is written elsewhere is looked for in other encodings too", () => {
  const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");
  const hex = (text: string) => Buffer.from(text, "utf8").toString("hex");
  expect(
    anonymized([
      "my name is Johanna Whitfield",
      `thanks whitfield, ${base64("whitfield")} is on file`,
      `my login is johannawhitfield, so ${hex("johannawhitfield")}`,
    ]),
  ).toEqual([
    "my name is Jane Doe",
    "thanks Jane Doe, Jane Doe is on file",
    "my login is janedoe, so janedoe",
  ]);
});

test("a name that is a word too is that word in small letters", () => {
  const said = anonymized(["I am Grace Hopkins", "ok", "grace period, Will that do", "yes"]);
  expect(said[0]).toBe("I am Jane Doe");
  expect(said[2]).toContain("period, Will that do");
});

test("[EXP1] what was said and reads as a default is marked as such, by itself and in part", () => {
  const turns = turnsOf([
    "hi, my name is Jane Doe",
    "thank you Jane, your account number?",
    "it is 12345678, my PIN is 0000",
  ]);
  const marked = mark(turns, detectTurns(), DEFAULTS).map((spans, index) =>
    spans.map(({ start, end, type }) => [turns[index]?.text.slice(start, end), type]),
  );
  expect(marked).toEqual([
    [["Jane Doe", "PERSON"]],
    [["Jane", "PERSON"]],
    [
      ["12345678", "ACCOUNT_ID"],
      ["0000", "PIN"],
    ],
  ]);
});

describe("properties", () => {
  const mail = fc.stringMatching(/^[a-z]{4,8}\.[a-z]{4,8}@[a-z]{4,8}\.com$/);
  const card = fc.constantFrom("4539148803436467", "5425233430109903", "4716108999716531");
  const value = fc.oneof(mail, card);
  const filler = fc.constantFrom(
    "hello there",
    "is it on its way?",
    "👩‍👩‍👧 é e\u0301 ok",
    "שלום לך",
    "مرحبا بك",
    "no, the blue one",
    "Jane Doe called",
    "I am Ann Lee, and Jane Austen",
    "thanks Jane",
    "1 Main Street, Springfield, near Main Street",
    "my account number is 12345678",
    "4111 1111",
    "1111",
    "call +1 202-555-0100",
  );
  const line = fc
    .tuple(filler, fc.option(value, { nil: "" }), filler)
    .map((parts) => parts.join(" "));

  test("[EXP1] anonymizing twice is anonymizing once", () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (lines) => {
        const once = anonymized(lines);
        expect(anonymized(once)).toEqual(once);
      }),
      { numRuns: 60 },
    );
  });

  test("[EXP1] no value of five or more characters is left in any of eight encodings", () => {
    fc.assert(
      fc.property(value, fc.nat(8), filler, (secret, encoding, around) => {
        const lines = [
          `${around} ${secret}`,
          "thanks",
          `${around} ${encoded(secret)[encoding] ?? secret} x`,
        ];
        const out = anonymized(lines).join("\n");
        for (const form of encoded(secret))
          expect(out.toLowerCase()).not.toContain(form.toLowerCase());
      }),
      { numRuns: 80 },
    );
  });

  test("[EXP1] spans lie between characters, in text of any direction and any marks", () => {
    fc.assert(
      fc.property(filler, value, filler, (before, secret, after) => {
        const text = `${before} ${secret} ${after}`;
        const [spans = []] = mark(turnsOf([text]), detectTurns(), DEFAULTS);
        const start = text.indexOf(secret);
        expect(spans.some((one) => one.start <= start && start + secret.length <= one.end)).toBe(
          true,
        );
        const [out = ""] = anonymized([text]);
        expect(Buffer.from(out, "utf8").toString("utf8")).toBe(out);
      }),
      { numRuns: 60 },
    );
  });
});
