import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createConversationDetector } from "./detector.ts";

const VALUES = [
  ["CARD_NUMBER", "4111 1111 1111 1111"],
  ["CARD_NUMBER", "378282246310005"],
  ["IBAN", "DE89 3704 0044 0532 0130 00"],
  ["EMAIL", "ottilie.brandvold@example.org"],
  ["PHONE", "(415) 555-2671"],
  ["SSN", "219-09-9999"],
  ["IP", "192.0.2.44"],
] as const;

const value = fc.constantFrom(...VALUES);
/** Words without digits or signs that could belong to a value, in several scripts. */
const words = fc
  .array(
    fc.constantFrom(
      "hello",
      "ok",
      "so",
      "here",
      "👩‍👩‍👧",
      "שלום",
      "مرحبا",
      "नमस्ते",
      "e\u0301t\u0301e",
      "it",
      "was",
      "rejected",
      "BUT",
      "Why",
    ),
    { maxLength: 6 },
  )
  .map((list) => list.join(" "));

const profiles = fc.constantFrom("inline", "export");

function found(text: string, profile: "inline" | "export"): string[] {
  const { findings } = createConversationDetector({ profile }).add({ speaker: "customer", text });
  return findings.map((one) => `${one.type} ${text.slice(one.start, one.end)}`);
}

describe("no finding is lost", () => {
  test("by what stands around it, and its offsets hold", () => {
    fc.assert(
      fc.property(value, words, words, profiles, ([type, written], left, right, profile) => {
        expect(found(`${left} ${written} ${right}`, profile)).toContain(`${type} ${written}`);
      }),
      { numRuns: 300 },
    );
  });

  test("by case", () => {
    fc.assert(
      fc.property(value, fc.boolean(), profiles, ([type, written], upper, profile) => {
        const text = upper ? written.toUpperCase() : written.toLowerCase();
        expect(found(text, profile)).toEqual([`${type} ${text}`]);
      }),
    );
  });

  test("by blanks and invisible characters inside", () => {
    const joint = fc.constantFrom("", " ", "\u00a0", "\u200b", "-", "\n", "\u2011", " \u2060");
    fc.assert(
      fc.property(fc.array(joint, { minLength: 3, maxLength: 3 }), profiles, (joints, profile) => {
        const [one = "", two = "", three = ""] = joints;
        const written = `4111${one}1111${two}1111${three}1111`;
        expect(found(`card ${written}`, profile)).toEqual([`CARD_NUMBER ${written}`]);
      }),
    );
  });

  test("by the script of its digits", () => {
    const zero = fc.constantFrom(0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10, 0x1d7ce, 0x1d7ec);
    fc.assert(
      fc.property(fc.array(zero, { minLength: 16, maxLength: 16 }), (zeros) => {
        const written = zeros
          .map((first, at) => String.fromCodePoint(first + Number("4111111111111111"[at])))
          .join("");
        expect(found(`pay ${written} now`, "inline")).toEqual([`CARD_NUMBER ${written}`]);
      }),
    );
  });

  test("by being sent in pieces", () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 15 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        cuts,
        fc.constantFrom("4111111111111111", "5555555555554444"),
        (places, number) => {
          const edges = [0, ...places.toSorted((a, b) => a - b), 16];
          const parts = edges.slice(1).map((edge, at) => number.slice(edges[at], edge));
          const detector = createConversationDetector({ profile: "inline" });
          detector.add({ speaker: "agent", text: "Could you give me the card number?" });
          const marked = new Set<number>();
          for (const [at, text] of parts.entries()) {
            const { findings, retroactive } = detector.add({ speaker: "customer", text });
            if (findings.some((one) => one.type === "CARD_NUMBER")) marked.add(at);
            for (const one of retroactive)
              if (one.finding.type === "CARD_NUMBER") marked.add(one.turn - 1);
          }
          expect([...marked].toSorted()).toEqual(parts.map((_, at) => at));
        },
      ),
      { numRuns: 200 },
    );
  });
});

test("findings are in order, apart from each other and inside the text, whatever the text", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc
      .array(
        fc.constantFrom(
          "4111",
          " ",
          "-",
          "one",
          "@",
          "a.b",
          "my name is",
          "Ann",
          "🙂",
          "\u0301",
          "12/12",
          "#",
          "1Z",
          "no 5",
          "road",
        ),
        { maxLength: 40 },
      )
      .map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(text, profiles, (written, profile) => {
      const { findings } = createConversationDetector({ profile }).add({
        speaker: "c",
        text: written,
      });
      let last = 0;
      for (const { start, end } of findings) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(written.length);
    }),
    { numRuns: 500 },
  );
});
