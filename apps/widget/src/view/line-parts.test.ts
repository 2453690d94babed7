import { expect, test } from "vitest";
import { LANGUAGES, loadWords } from "../locale/languages.ts";
import { spokenLine } from "./line-parts.ts";

const line = {
  text: "it is [card number removed], ok?",
  cuts: [{ start: 6, end: 27, type: "CARD_NUMBER" }],
};

test.each(LANGUAGES)("what was cut out is read out in %s", async (language) => {
  const words = await loadWords(language);
  expect(spokenLine(line, words)).toBe(`it is [${words.cut.CARD_NUMBER}], ok?`);
});

test("a type without a word of its own has one", async () => {
  const words = await loadWords("fr");
  const cuts = [{ start: 6, end: 27, type: "acme.member" }];
  expect(spokenLine({ ...line, cuts }, words)).toBe(`it is [${words.cut.other}], ok?`);
});
