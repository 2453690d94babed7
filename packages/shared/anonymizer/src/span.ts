/** A part of a text, in UTF-16 offsets, and what it is: a finding type, a capture class, or a type of a later version. */
export interface Span {
  start: number;
  end: number;
  type: string;
}

/** Spans inside the text, in order, none empty, overlapping ones made one that is what the widest is. */
export function tidySpans<S extends Span>(spans: readonly S[], length: number): S[] {
  if (spans.length === 0) return [];
  const clipped = spans
    .map((span) => ({
      ...span,
      start: Math.max(0, span.start),
      end: Math.min(length, span.end),
    }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const tidy: S[] = [];
  let widest = 0;
  for (const span of clipped) {
    const last = tidy.at(-1);
    const width = span.end - span.start;
    if (!last || span.start >= last.end) {
      tidy.push(span);
      widest = width;
      continue;
    }
    const union = { start: last.start, end: Math.max(last.end, span.end) };
    tidy[tidy.length - 1] = { ...(width > widest ? span : last), ...union };
    widest = Math.max(widest, width);
  }
  return tidy;
}
