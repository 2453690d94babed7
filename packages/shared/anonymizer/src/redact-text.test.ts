import { detectMessage } from "@aside/detection";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULTS } from "./defaults.ts";
import { redactText } from "./redact-text.ts";
import type { Span } from "./span.ts";

test("[EXP1] a card number in an open text becomes the default", () => {
  expect(redactText("use 5555 5555 5555 4444 please", detectMessage, DEFAULTS)).toEqual({
    text: "use 4111 1111 1111 1111 please",
    spans: [{ start: 4, end: 23, type: "CARD_NUMBER" }],
  });
});

/** Takes every word with a capital for a name and every run of digits for an account: also inside defaults. */
function eager(text: string): Span[] {
  return [
    ...[...text.matchAll(/\p{Lu}\w*/gu)].map((match) => spanOf(match, "PERSON")),
    ...[...text.matchAll(/\d+/g)].map((match) => spanOf(match, "ACCOUNT_ID")),
    ...[...text.matchAll(/Doe \w+/g)].map((match) => spanOf(match, "ADDRESS")),
  ];
}

function spanOf(match: RegExpExecArray, type: string): Span {
  return { start: match.index, end: match.index + match[0].length, type };
}

test("[EXP1] redacting twice is redacting once", () => {
  const word = fc.oneof(
    fc.constantFrom(...Object.values(DEFAULTS), "Ann", "17", "1111", "is", "Doe", "jane doe", ","),
    fc.string({ unit: "grapheme", maxLength: 6 }),
  );
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 8 }),
      fc.constantFrom(eager, detectMessage),
      (words, detect) => {
        const once = redactText(words.join(" "), detect, DEFAULTS).text;
        expect(redactText(once, detect, DEFAULTS).text).toBe(once);
      },
    ),
    { numRuns: 500 },
  );
});
