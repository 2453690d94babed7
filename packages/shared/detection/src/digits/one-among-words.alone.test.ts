import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import { createConversationDetector } from "../conversation/detector.ts";
import { sharedLexis } from "../language/shared-lexis.ts";
import { scanText } from "../text/tokens.ts";
import { isOneAmongWords } from "./one-among-words.ts";

const shortCut = vi.hoisted(() => ({ taken: true }));

vi.mock("./one-among-words.ts", async (original) => {
  const real = await original<typeof import("./one-among-words.ts")>();
  const asked: typeof real.isOneAmongWords = (scan, lexis) =>
    shortCut.taken && real.isOneAmongWords(scan, lexis);
  return { isOneAmongWords: asked };
});

interface Line {
  readonly speaker: string;
  readonly text: string;
}

/** What a conversation's messages bring to light, with the short cut and without. */
function detections(lines: readonly Line[], taken: boolean, profile: "inline" | "export") {
  shortCut.taken = taken;
  const detector = createConversationDetector({ profile });
  return lines.map((line) => detector.add(line));
}

const LONG = ["ordered", "yesterday", "delivery", "waiting", "wonderful"];
const NUMBERS = "one two seven nine zero oh eins sieben dos sept trois vier um forty twelve".split(
  " ",
);
const WORDS =
  "the blue and then next please ok first last double triple may march hundred th st pin code card number cvv expiry booking reference is my what was it for to at ? . , ! - / ABCDE QWERTZU O l I B12 4111 7 42 12/28".split(
    " ",
  );
const word = fc.oneof(
  { arbitrary: fc.constantFrom(...LONG), weight: 2 },
  { arbitrary: fc.constantFrom(...NUMBERS), weight: 2 },
  { arbitrary: fc.constantFrom(...WORDS), weight: 4 },
);
const spoken = fc
  .array(fc.tuple(word, fc.constantFrom(" ", " ", " ", "-", "", "\u200b")), {
    minLength: 1,
    maxLength: 9,
  })
  .map((parts) => parts.map((part) => part.join("")).join(""));
/** What names a value, something near it that could be one, and words around it. */
const named = fc
  .tuple(
    fc.constantFrom(
      "my booking reference is",
      "order number",
      "my pin is",
      "it expires",
      "born on",
    ),
    fc.constantFrom("QWERTZU", "B12", "one", "double one", "may one", "one st", "one may nine"),
    fc.constantFrom("", "one", "nine"),
    fc.constantFrom(...LONG),
  )
  .map((parts) => parts.join(" "));
const line = fc.record({
  speaker: fc.constantFrom("customer", "agent"),
  text: fc.oneof(
    spoken,
    named,
    fc.constantFrom(
      "What is your card number?",
      "And the PIN?",
      "What is your postcode?",
      "When were you born?",
      "seven",
      "then four",
      "4111",
      "1111",
    ),
  ),
});

test.each(["inline", "export"] as const)(
  "[14] a conversation's findings are the same with the short cut and without: %s",
  (profile) => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 9 }), (lines) => {
        expect(detections(lines, true, profile)).toEqual(detections(lines, false, profile));
      }),
      { numRuns: 300 },
    );
  },
);

test.each([
  ["I ordered the blue one last Tuesday", true],
  ["everybody needs two", true],
  ["I ordered 1 yesterday", false],
  ["I ordered one and two yesterday", false],
  ["I ordered forty yesterday", false],
  ["ordered double one", false],
  ["ordered on may one", false],
  ["the booking reference ordered QWERTZU for one", false],
  ["wonderful sieben um", false],
  ["Un siete wonderful", false],
  ["then one", false],
  ["ordered yesterday", false],
])("%s: %s", (text, is) => {
  shortCut.taken = true;
  const lexis = sharedLexis(undefined);
  expect(isOneAmongWords(scanText(text, lexis.vocabulary), lexis)).toBe(is);
});
