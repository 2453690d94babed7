/** ISO/IEC 7812-1 annex B, over ASCII digits. */
export function luhnIsValid(digits: Uint8Array): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = (digits[digits.length - 1 - index] ?? 0x30) - 0x30;
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
