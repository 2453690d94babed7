/** Letters and digits of a text, without what stands between them. */
export function compact(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}

/** The ASCII digits of a text, whatever script they are written in. */
export function digitsOf(text: string): string {
  let digits = "";
  for (const one of text.match(DIGITS) ?? []) digits += String(digitValue(one));
  return digits;
}

/**
 * Letters and digits in the grouping of another text: `pour("41111111", "55-55 55.55")` is `41-11 11.11`. Where their
 * numbers differ, they stand as they come.
 */
export function pour(units: string, original: string): string {
  const places = original.match(PLACES);
  if (places?.length !== units.length) return units;
  let at = 0;
  return original.replace(PLACES, () => units.charAt(at++));
}

/** 0 to 9 of a decimal digit of any script: their blocks of ten begin at a zero. */
export function digitValue(one: string): number {
  const code = one.codePointAt(0) ?? 0;
  if (code < 128) return code - 48;
  if (code >= 0x1d7ce && code <= 0x1d7ff) return (code - 0x1d7ce) % 10;
  let zero = code;
  while (zero > 0 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero--;
  return code - zero;
}

const DIGITS = /\p{Nd}/gu;
const PLACES = /[\p{L}\p{N}]/gu;
