/** Arithmetic of check digits over ASCII bytes: upper-case letters count 10 to 35. */
export function valueAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at] ?? 0x30;
  return byte <= 0x39 ? byte - 0x30 : byte - 0x37;
}

export function weighted(bytes: Uint8Array, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * valueAt(bytes, at), 0);
}

/** The digits from `from` to before `to` as one number below `modulus`. */
export function remainder(bytes: Uint8Array, from: number, to: number, modulus: number): number {
  let rest = 0;
  for (let at = from; at < to; at += 1) rest = (rest * 10 + valueAt(bytes, at)) % modulus;
  return rest;
}

/** Never negative, as JavaScript's `%` is. */
export function mod(value: number, modulus: number): number {
  return ((value % modulus) + modulus) % modulus;
}

/** ISO/IEC 7064 mod 11,10. */
export function mod11Then10IsValid(digits: Uint8Array): boolean {
  let check = 5;
  for (let at = 0; at < digits.length; at += 1) {
    check = ((check === 0 ? 10 : check) * 2) % 11;
    check = (check + valueAt(digits, at)) % 10;
  }
  return check === 1;
}

const DIHEDRAL = [
  "0123456789",
  "1234067895",
  "2340178956",
  "3401289567",
  "4012395678",
  "5987604321",
  "6598710432",
  "7659821043",
  "8765932104",
  "9876543210",
] as const;
const PERMUTED = [
  "0123456789",
  "1576283094",
  "5803796142",
  "8916043527",
  "9453126870",
  "4286573901",
  "2793806415",
  "7046913258",
] as const;

/** Verhoeff, "Error detecting decimal codes", 1969. */
export function verhoeffIsValid(digits: Uint8Array): boolean {
  let check = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = valueAt(digits, digits.length - 1 - at);
    check = Number(DIHEDRAL[check]?.[Number(PERMUTED[at % 8]?.[digit])]);
  }
  return check === 0;
}

/** The byte of the letter or digit that stands at `at` of an alphabet. */
export function isLetterOf(alphabet: string, at: number, byte: number | undefined): boolean {
  return alphabet.charCodeAt(at) === byte;
}

export function isRepeated(digits: Uint8Array): boolean {
  return digits.every((digit) => digit === digits[0]);
}
