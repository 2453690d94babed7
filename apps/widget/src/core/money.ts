import type { Amount } from "@aside/protocol";

/** `€42.00`: minor units as the currency counts them, in the customer's language. */
export function money({ minor, currency }: Amount, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}
