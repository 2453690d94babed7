/** Whether the last of thirteen digits is right for the number of an article or a book (EAN-13; ISO 2108). */
export function isEan(digits: string): boolean {
  if (digits.length !== 13) return false;
  let sum = 0;
  for (let at = 0; at < digits.length; at++) sum += Number(digits[at]) * (at % 2 === 0 ? 1 : 3);
  return sum % 10 === 0;
}
