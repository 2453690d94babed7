/** Where in a text something stands that does not belong into the chat, in UTF-16 code units. */
export type Span = { start: number; end: number; type: string };

/**
 * What a text would be if it were sent now. `piece`: only digits, as a part of a card number that comes in pieces. `parts`: ids of earlier
 * messages of the customer's that hold parts of the same number.
 */
export type Screening = { spans: readonly Span[]; piece: boolean; parts: readonly string[] };
export type Look = (text: string) => Screening;

/** The text without the spans, and without the gaps that they leave. */
export function withoutSpans(text: string, spans: readonly Span[]): string {
  let rest = text;
  for (const { start, end } of [...spans].sort((left, right) => right.start - left.start)) {
    rest = `${rest.slice(0, start).trimEnd()} ${rest.slice(end).trimStart()}`;
  }
  return rest.trim();
}
