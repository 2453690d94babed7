import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageParts } from "./message-parts.ts";

describe("messageParts", () => {
  it("puts a placeholder where a span was cut out", () => {
    const cut = { start: 11, end: 24, type: "CARD_NUMBER" };
    expect(messageParts({ text: "My card is [card number].", cuts: [cut] })).toEqual([
      { kind: "text", text: "My card is " },
      { kind: "cut", type: "CARD_NUMBER", why: null },
      { kind: "text", text: "." },
    ]);
  });

  it("shows every character outside a cut and none inside, wherever it lies", () => {
    const texts = fc.tuple(fc.string(), fc.string({ minLength: 1 }), fc.string());
    fc.assert(
      fc.property(texts, ([before, inside, after]) => {
        const cut = { start: before.length, end: before.length + inside.length, type: "IBAN" };
        const parts = messageParts({ text: before + inside + after, cuts: [cut] });
        const spelt = parts.map((one) => (one.kind === "text" ? one.text : "\u0000")).join("");
        expect(spelt).toBe(`${before}\u0000${after}`);
      }),
    );
  });

  it("says why of a cut, and marks what an export would take", () => {
    const why = { rule: "card-number", confidence: 1, evidence: ["16 digits"] };
    const message = {
      id: "m",
      text: "Jo: [card] ok 12",
      cuts: [{ start: 4, end: 10, type: "CARD_NUMBER" }],
    };
    const findings = {
      message: "m",
      length: 16,
      cuts: [{ start: 4, type: "CARD_NUMBER", why }],
      found: [
        { start: 0, end: 2, type: "PERSON", why },
        { start: 14, end: 16, type: "PIN" },
      ],
    };
    expect(messageParts(message, findings)).toEqual([
      { kind: "found", text: "Jo", type: "PERSON", why },
      { kind: "text", text: ": " },
      { kind: "cut", type: "CARD_NUMBER", why },
      { kind: "text", text: " ok " },
      { kind: "found", text: "12", type: "PIN", why: null },
    ]);
    const otherwise = { ...message, text: "Jo: [card] was ok 12" };
    expect(messageParts(otherwise, findings).map(({ kind }) => kind)).toEqual([
      "text",
      "cut",
      "text",
    ]);
  });

  it("leaves out a cut that overlaps another or lies outside", () => {
    const cuts = [
      { start: 0, end: 2, type: "PIN" },
      { start: 1, end: 3, type: "CVV" },
      { start: 3, end: 9, type: "IBAN" },
    ];
    expect(messageParts({ text: "abcd", cuts })).toEqual([
      { kind: "cut", type: "PIN", why: null },
      { kind: "text", text: "cd" },
    ]);
  });
});
