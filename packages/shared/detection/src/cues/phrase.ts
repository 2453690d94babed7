/** A place in a pattern: one of some rows of words, or nothing where it is optional. */
export interface Part {
  options: string[][];
  optional: boolean;
}

/** The places of a pattern of words: `(card|cc) no?`. */
export function partsOf(pattern: string): Part[] {
  return Array.from(pattern.matchAll(PART), (match) => ({
    options: (match[1] ?? match[3] ?? "").split("|").map((option) => option.split(" ")),
    optional: match[2] === "?" || match[4] === "?",
  }));
}

/** All phrases that a pattern stands for: `(card|cc) no?` → card, cc, card no, cc no. */
export function phrasesOf(pattern: string): string[][] {
  let phrases: string[][] = [[]];
  for (const { options, optional } of partsOf(pattern)) {
    const choices = optional ? [...options, []] : options;
    phrases = phrases.flatMap((phrase) => choices.map((choice) => [...phrase, ...choice]));
  }
  return phrases.filter((phrase) => phrase.length > 0);
}

const PART = /\(([^)]*)\)(\??)|([^\s()?]+)(\??)/g;
