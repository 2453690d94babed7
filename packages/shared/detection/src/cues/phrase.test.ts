import { expect, test } from "vitest";
import { LANGUAGES } from "../language/all.ts";
import { phrasesOf } from "./phrase.ts";

test("a pattern stands for every choice of its words", () => {
  expect(phrasesOf("(card|cc) no?")).toEqual([["card", "no"], ["card"], ["cc", "no"], ["cc"]]);
});

test.each(Object.values(LANGUAGES))("every pattern of $code is read to its end", (language) => {
  const patterns = [...Object.values(language.cues).flat(), ...language.notCues];
  const words = new Set(patterns.flatMap(phrasesOf).flat());
  expect([...words].filter((word) => word === "" || /[()|?]/.test(word))).toEqual([]);
  expect([...words].filter((word) => word !== word.toLowerCase().normalize("NFKD"))).toEqual([]);
});
