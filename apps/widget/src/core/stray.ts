/** Where in a text a look-alike of a card number stands, in UTF-16 code units. */
export type Span = { start: number; end: number };
export type FindCards = (text: string) => readonly Span[];

/** The text without the spans, and without the gaps that they leave. */
export function withoutSpans(text: string, spans: readonly Span[]): string {
  let rest = text;
  for (const { start, end } of [...spans].sort((left, right) => right.start - left.start)) {
    rest = `${rest.slice(0, start).trimEnd()} ${rest.slice(end).trimStart()}`;
  }
  return rest.trim();
}
