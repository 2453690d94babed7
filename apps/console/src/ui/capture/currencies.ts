/** ISO 4217, the ones most asked for; the gateway takes any. */
export const CURRENCIES: readonly string[] = [
  "EUR", "USD", "GBP", "CHF", "JPY", "CAD", "AUD", "BRL", "MXN", "SEK", "NOK", "DKK", "PLN", "CZK", "AED", "SAR", "EGP", "INR", "CNY", "KRW",
];
