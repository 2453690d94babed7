/** Calls `found` with each match of a global pattern. `matchAll` copies the pattern at every call, which costs more than a short text does. */
export function eachMatch(
  pattern: RegExp,
  text: string,
  found: (written: string, at: number) => void,
): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text))
    found(match[0], match.index);
}
