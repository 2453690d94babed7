/** A part of a text, in UTF-16 offsets, and what it is: a finding type, a capture class, or a type of a later version. */
export interface Span {
  start: number;
  end: number;
  type: string;
}

/** Spans inside the text, in order, none empty, overlapping ones made one with the type of the widest. */
export function tidySpans(spans: readonly Span[], length: number): Span[] {
  const clipped = spans
    .map(({ start, end, type }) => ({
      start: Math.max(0, start),
      end: Math.min(length, end),
      type,
    }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const tidy: Span[] = [];
  let widest = 0;
  for (const span of clipped) {
    const last = tidy.at(-1);
    const width = span.end - span.start;
    if (!last || span.start >= last.end) {
      tidy.push(span);
      widest = width;
      continue;
    }
    last.end = Math.max(last.end, span.end);
    if (width > widest) {
      last.type = span.type;
      widest = width;
    }
  }
  return tidy;
}
