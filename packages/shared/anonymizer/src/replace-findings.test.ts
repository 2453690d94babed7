import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULTS } from "./defaults.ts";
import { replaceFindings } from "./replace-findings.ts";
import type { Span } from "./span.ts";

const types = fc.constantFrom(...Object.keys(DEFAULTS));
const grapheme = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
  fc.constantFrom("é", "e\u0301", "👩‍👩‍👧", "ש", "ال", "1", "a", "J", " ", "İ"),
);
const cut = fc.record({ at: fc.nat(40), size: fc.integer({ min: 1, max: 12 }), type: types });
/** A text in pieces, and spans that begin and end between pieces. */
const texts = fc
  .tuple(fc.array(grapheme, { maxLength: 40 }), fc.array(cut, { maxLength: 5 }))
  .map(([pieces, cuts]) => {
    const offset = (piece: number) => pieces.slice(0, piece).join("").length;
    const spans: Span[] = cuts.map(({ at, size, type }) => ({
      start: offset(at),
      end: offset(at + size),
      type,
    }));
    return { text: pieces.join(""), spans };
  });

test("[EXP1] a span becomes its type's default, and the new offsets say where", () => {
  const text = "👋 I am Ann Lee, card 4111111111111112";
  const start = text.indexOf("Ann");
  const card = text.indexOf("4111");
  expect(
    replaceFindings(
      text,
      [
        { start: card, end: card + 16, type: "CARD_NUMBER" },
        { start, end: start + 7, type: "PERSON" },
      ],
      DEFAULTS,
    ),
  ).toEqual({
    text: "👋 I am Jane Doe, card 4111 1111 1111 1111",
    spans: [
      { start: 8, end: 16, type: "PERSON" },
      { start: 23, end: 42, type: "CARD_NUMBER" },
    ],
  });
});

test("[EXP1] a type of a later version is replaced too", () => {
  expect(replaceFindings("abcdef", [{ start: 0, end: 3, type: "TAX_ID" }], DEFAULTS)).toEqual({
    text: "[redacted]def",
    spans: [{ start: 0, end: 10, type: "TAX_ID" }],
  });
});

test("[EXP1] a replaced value does not survive elsewhere in the text, in whatever case", () => {
  const { text } = replaceFindings(
    "zorvath? yes, ZORVATH it is",
    [{ start: 14, end: 21, type: "USERNAME" }],
    DEFAULTS,
  );
  expect(text).toBe("janedoe? yes, janedoe it is");
});

test("[EXP1] nor where a default and its neighbours spell it", () => {
  const { text } = replaceFindings("Doe x y x y", [{ start: 0, end: 7, type: "PERSON" }], DEFAULTS);
  expect(text).toBe("Jane Doe");
});

describe("properties", () => {
  test("[EXP1] no original value of five or more units survives outside a default", () => {
    fc.assert(
      fc.property(texts, ({ text, spans }) => {
        const replaced = replaceFindings(text, spans, DEFAULTS);
        for (const { start, end } of spans) {
          const value = text.slice(start, end);
          const survives =
            value.trim().length >= 5 && outsideSpans(replaced.text, replaced.spans, value);
          expect(survives).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("[EXP1] every new span holds exactly its type's default", () => {
    fc.assert(
      fc.property(texts, ({ text, spans }) => {
        const replaced = replaceFindings(text, spans, DEFAULTS);
        for (const { start, end, type } of replaced.spans) {
          expect(replaced.text.slice(start, end)).toBe(
            Object.entries(DEFAULTS).find(([name]) => name === type)?.[1],
          );
        }
      }),
    );
  });

  test("[EXP1] what stands outside the spans stays, letter by letter", () => {
    fc.assert(
      fc.property(texts, ({ text, spans }) => {
        const short = spans.filter(({ start, end }) => end - start < 5).slice(0, 1);
        const replaced = replaceFindings(text, short, DEFAULTS);
        const { start, end } = short.find((span) => span.start < span.end) ?? { start: 0, end: 0 };
        const kept = [
          replaced.text.slice(0, start),
          replaced.text.slice(replaced.text.length - (text.length - end)),
        ];
        expect(kept).toEqual([text.slice(0, start), text.slice(end)]);
      }),
    );
  });

  test("[EXP1] replacing what was replaced changes nothing", () => {
    fc.assert(
      fc.property(texts, ({ text, spans }) => {
        const once = replaceFindings(text, spans, DEFAULTS);
        expect(replaceFindings(once.text, once.spans, DEFAULTS)).toEqual(once);
      }),
    );
  });
});

function outsideSpans(text: string, spans: readonly Span[], value: string): boolean {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    const end = at + value.length;
    if (!spans.some((span) => span.start <= at && end <= span.end)) return true;
  }
  return false;
}
