import type { Amount } from "@aside/protocol";

/** Decimal places of a currency (ISO 4217 by the browser's data): 2 for EUR, 0 for JPY, 3 for KWD. */
export function decimalsOf(currency: string): number {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * Reads what a person typed as an amount: `42`, `42.5`, `42,50`, `1 299.00`, `1,299.00`. The last separator followed by
 * at most the currency's decimals is the decimal one. Null where it is no positive amount below 100 million.
 */
export function readAmount(text: string, currency: string): Amount | null {
  const plain = text.replace(/[\s  '’]/g, "");
  const decimals = decimalsOf(currency);
  const match = /^(\d[\d.,]*?)(?:[.,](\d+))?$/.exec(plain);
  if (match === null) return null;
  const [, head = "", tail = ""] = match;
  const isGroup = tail.length === 3 && decimals !== 3;
  const whole = (isGroup ? head + tail : head).replace(/[.,]/g, "");
  const fraction = isGroup ? "" : tail;
  if (fraction.length > decimals) return null;
  const minor = Number(whole + fraction.padEnd(decimals, "0"));
  return minor > 0 && minor <= 99_999_999_99 ? { minor, currency } : null;
}

/** `€42.00` as the reader's language writes it. */
export function spellAmount({ minor, currency }: Amount, locale: string): string {
  const value = minor / 10 ** decimalsOf(currency);
  return new Intl.NumberFormat(locale, { style: "currency", currency }).format(value);
}
