import { expect, test } from "vitest";
import { LANGUAGES } from "../language/all.ts";
import { scanText } from "../text/tokens.ts";
import { Vocabulary } from "../text/vocabulary.ts";
import { CuePatterns } from "./cue-patterns.ts";
import { phrasesOf } from "./phrase.ts";

function reader(...patterns: string[]) {
  const vocabulary = new Vocabulary();
  const cues = new CuePatterns<string>(vocabulary);
  for (const pattern of patterns) cues.add(pattern, pattern);
  return (text: string) => {
    const hits: [value: string, words: number, first: number, end: number][] = [];
    cues.each(scanText(text, vocabulary), (...hit) => hits.push(hit));
    return hits;
  };
}

test("the longest phrase counts, over hyphens, and what is behind it is read anew", () => {
  const read = reader("(credit|debit)? card no?", "card holder");
  expect(read("my Credit-card no. card holder card")).toEqual([
    ["(credit|debit)? card no?", 3, 1, 5],
    ["card holder", 2, 6, 8],
    ["(credit|debit)? card no?", 1, 8, 9],
  ]);
});

test("of a phrase that two patterns stand for the first one's value stays", () => {
  expect(reader("a? b c?", "b c", "c")("b c c")).toEqual([
    ["a? b c?", 2, 0, 2],
    ["c", 1, 2, 3],
  ]);
});

test.each(Object.values(LANGUAGES))(
  "every phrase of every pattern of $code is read",
  (language) => {
    for (const pattern of [...Object.values(language.cues).flat(), ...language.notCues]) {
      const read = reader(pattern);
      const phrases = phrasesOf(pattern);
      const step = Math.ceil(phrases.length / 500);
      for (let at = 0; at < phrases.length; at += step) {
        const phrase = phrases[at] ?? [];
        expect(read(phrase.join(" "))[0]?.slice(0, 3)).toEqual([pattern, phrase.length, 0]);
      }
    }
  },
);
