/** The word that differs least from what was typed: two slips at most, and less than half of it. Null where none is near. */
export function nearestWord(typed: string, words: readonly string[]): string | null {
  const wanted = typed.toLocaleLowerCase();
  let nearest: string | null = null;
  let least = Math.min(3, Math.ceil(wanted.length / 2));
  for (const word of words) {
    const slips = slipsBetween(wanted, word.toLocaleLowerCase());
    if (slips >= least) continue;
    nearest = word;
    least = slips;
  }
  return nearest;
}

/** Letters left out, added, mistaken, or two neighbours changed about: optimal string alignment. */
function slipsBetween(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const at = (of: readonly number[], index: number): number => of[index] ?? Infinity;
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          at(last, j) + 1,
          at(row, j - 1) + 1,
          at(last, j - 1) + (same ? 0 : 1),
          swapped ? at(before, j - 2) + 1 : Infinity,
        ),
      );
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? Infinity;
}
