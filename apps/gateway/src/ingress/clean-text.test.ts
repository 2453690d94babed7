import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asksForCard } from "./asks-for-card.ts";
import { cleanText, PLACEHOLDER } from "./clean-text.ts";
import { keptId } from "./held-id.ts";
import { localeOf } from "./scrub-handshake.ts";

test("a card number is replaced by a placeholder, and the cut says where that stands", () => {
  expect(cleanText("a 4111111111111111 b 5555-5555-5555-4444")).toEqual({
    text: `a ${PLACEHOLDER} b ${PLACEHOLDER}`,
    cuts: [
      { start: 2, end: 2 + PLACEHOLDER.length, type: "CARD_NUMBER" },
      { start: 5 + PLACEHOLDER.length, end: 5 + 2 * PLACEHOLDER.length, type: "CARD_NUMBER" },
    ],
  });
});

test("every cut covers a placeholder, and what is left is clean", () => {
  const part = fc.constantFrom(
    "hello ",
    "4111 1111 1111 1111 ",
    "order 12345 ",
    "😀",
    "4242424242424242,",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const { text, cuts } = cleanText(parts.join(""));
      for (const { start, end } of cuts) expect(text.slice(start, end)).toBe(PLACEHOLDER);
      expect(cleanText(text)).toEqual({ text, cuts: [] });
    }),
  );
});

describe("asking for a card in the chat", () => {
  test.each([
    "Can you send me your card number?",
    "What's the CVV",
    "Bitte nennen Sie mir Ihre Kreditkarte",
    "¿Me puede decir el número de tarjeta?",
    "Pouvez-vous me donner votre numéro de carte",
    "Por favor, informe o número do cartão",
  ])("%s", (text) => expect(asksForCard(text)).toBe(true));

  test.each([
    "Your card was charged twice, I am sorry.",
    "I will send you a secure form for your card number.",
    "Do you have a gift card?",
    "Die Karte liegt dem Paket bei.",
  ])("not: %s", (text) => expect(asksForCard(text)).toBe(false));
});

test("[BND1] the name under which a held message is kept says nothing of the id it was sent with", () => {
  const id = `msg_${"4111111111111111".padEnd(26, "0")}`;
  expect(keptId(id)).toMatch(/^msg_[0-9a-hjkmnp-tv-z]{26}$/);
  expect(keptId(id)).not.toContain("4111");
  expect(keptId(id)).toBe(keptId(id));
});

test.each([
  ["en", "en"],
  ["pt-BR", "pt-BR"],
  ["zh-Hant-TW", "zh"],
  ["de-4111111111111111", "de"],
  ["4111111111111111", "en"],
])("of the language %s %s is kept", (given, kept) => expect(localeOf(given)).toBe(kept));
