/** All phrases that a pattern of words stands for: `(card|cc) no?` → card, cc, card no, cc no. */
export function phrasesOf(pattern: string): string[][] {
  let phrases: string[][] = [[]];
  for (const match of pattern.matchAll(PART)) {
    const options = (match[1] ?? match[3] ?? "").split("|").map((option) => option.split(" "));
    if (match[2] === "?" || match[4] === "?") options.push([]);
    phrases = phrases.flatMap((phrase) => options.map((option) => [...phrase, ...option]));
  }
  return phrases.filter((phrase) => phrase.length > 0);
}

const PART = /\(([^)]*)\)(\??)|([^\s()?]+)(\??)/g;
