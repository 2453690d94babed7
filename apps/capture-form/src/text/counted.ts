/** A count in words, by the plural rules of a language (CLDR); `#` is where its digits go. */
export type Counted = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** As `Intl.NumberFormat` with units would say it, which takes a slow phone 50 ms to build: this stands in the form's first drawing. */
export function counted(count: number, language: string, forms: Counted): string {
  const form = forms[new Intl.PluralRules(language).select(count)] ?? forms.other;
  return form.replace("#", String(count));
}
