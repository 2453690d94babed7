/** ISO/IEC 7064 MOD 11,10 over all digits, the last one being the check digit. */
export function passesMod1110(digits: string): boolean {
  let product = 10;
  for (let at = 0; at < digits.length - 1; at++) {
    const sum = (Number(digits[at]) + product) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return (11 - product) % 10 === Number(digits.at(-1));
}

/** The sum of digits times weights. */
export function weighted(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + Number(digits[at]) * weight, 0);
}

/** A letter or digit as a number: A is 10. */
export function valueOf(letter: string): number {
  return Number.parseInt(letter, 36);
}
