import type { Defaults } from "./defaults.ts";
import { defaultOf } from "./defaults.ts";
import { findValues, foldCase } from "./find-values.ts";
import type { Span } from "./span.ts";
import { tidySpans } from "./span.ts";

export interface Replaced {
  text: string;
  /** Where the defaults stand in `text`. */
  spans: Span[];
}

/**
 * The text with each span replaced by its type's default. A value of five or more units that was replaced is
 * replaced wherever else it stands too, also where a default and its neighbours spell it by accident.
 *
 * @example
 * replaceFindings("I am Ann Lee", [{ start: 5, end: 12, type: "PERSON" }], DEFAULTS).text // "I am Jane Doe"
 */
export function replaceFindings(
  text: string,
  spans: readonly Span[],
  defaults: Defaults,
): Replaced {
  const tidy = tidySpans(spans, text.length);
  const publicValues = new Set(Object.values(defaults).map((one) => foldCase(one)));
  // Of spans as they were given: one that lies inside another is a value too.
  const values = new Map(
    spans
      .map(
        ({ start, end, type }) =>
          [foldCase(text.slice(Math.max(0, start), end).trim()), type] as const,
      )
      .filter(([value]) => !publicValues.has(value)),
  );
  let replaced = replaceSpans(text, tidy, defaults);
  for (;;) {
    const residue = outside(findValues(replaced.text, values), replaced.spans);
    if (residue.length === 0) return replaced;
    const all = tidySpans([...replaced.spans, ...residue], replaced.text.length);
    replaced = replaceSpans(replaced.text, all, defaults);
  }
}

function replaceSpans(text: string, tidy: readonly Span[], defaults: Defaults): Replaced {
  const parts: string[] = [];
  const spans: Span[] = [];
  let kept = 0;
  let length = 0;
  for (const { start, end, type } of tidy) {
    const replacement = defaultOf(defaults, type);
    parts.push(text.slice(kept, start), replacement);
    length += start - kept;
    spans.push({ start: length, end: length + replacement.length, type });
    length += replacement.length;
    kept = end;
  }
  parts.push(text.slice(kept));
  return { text: parts.join(""), spans };
}

/** Those that are not inside a default: a default is nobody's value, whatever it spells. */
function outside(found: readonly Span[], defaults: readonly Span[]): Span[] {
  return found.filter(
    (span) => !defaults.some((one) => one.start <= span.start && span.end <= one.end),
  );
}
