/**
 * Luhn sums of any window of a digit string in constant time (ISO/IEC 7812-1, annex B).
 * `passes(from, to)` says whether `digits.slice(from, to)` has a right check digit.
 */
export function luhnWindows(digits: string): { passes(from: number, to: number): boolean } {
  // sums[p][i]: sum of the first i digits when those at an index of parity p are doubled.
  const sums: readonly [number[], number[]] = [[0], [0]];
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(index) - 48;
    const doubled = digit > 4 ? digit * 2 - 9 : digit * 2;
    const even = index % 2 === 0;
    sums[0].push((sums[0][index] ?? 0) + (even ? doubled : digit));
    sums[1].push((sums[1][index] ?? 0) + (even ? digit : doubled));
  }
  return {
    passes(from, to) {
      const sum = to % 2 === 0 ? sums[0] : sums[1];
      return ((sum[to] ?? 0) - (sum[from] ?? 0)) % 10 === 0;
    },
  };
}
