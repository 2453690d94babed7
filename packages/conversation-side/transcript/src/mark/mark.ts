import {
  defaultOf,
  foldCase,
  markEverywhere,
  MIN_VALUE,
  originalOffset,
  replaceConversation,
  tidySpans,
  UNKNOWN_DEFAULT,
  type Defaults,
  type MarkedSpan,
  type ReplacedTurn,
} from "@aside/anonymizer";
import { isCommonWord } from "@aside/detection";
import type { Span, Turn } from "../transcript.ts";
import type { DetectTurns } from "./detect-turns.ts";

/**
 * What is sensitive in each turn: what was captured and cut, what the detector finds in all turns together, and every
 * occurrence of those values in every turn. Then the defaults are put in and all is looked at again, until nothing new is
 * found: a default beside its neighbours can read as something else. So anonymizing twice is anonymizing once.
 *
 * It does not depend on the export's mode: it is done once and kept (`Marks`).
 */
export function mark(
  turns: readonly Turn[],
  detect: DetectTurns,
  defaults: Defaults,
): readonly (readonly Span[])[] {
  const table = [...new Set([...Object.values(defaults), UNKNOWN_DEFAULT])];
  const settled = new Set(table.map((one) => foldCase(one)));
  const replace = (_value: string, type: string) => defaultOf(defaults, type);
  const first = detect(turns);
  let marked = everywhere(
    turns.map(({ text, spans }, index) => ({
      text,
      spans: [
        ...spans,
        ...free(first[index] ?? [], spans).filter(
          (one) => !isSettled({ text, spans: [] }, one, table),
        ),
      ],
    })),
    settled,
  );
  for (let round = 0; round < ROUNDS && marked.some(({ spans }) => spans.length > 0); round++) {
    const replaced = replaceConversation(marked, replace);
    const found = detect(
      replaced.map(({ text }, index) => ({ speaker: turns[index]?.speaker ?? "customer", text })),
    );
    let more = 0;
    const grown = marked.map(({ text, spans }, index) => {
      const after = replaced[index];
      if (after === undefined) return { text, spans };
      const fresh = (found[index] ?? []).filter((one) => !isSettled(after, one, table));
      more += fresh.length;
      const mapped = fresh.map((one) => ({
        ...one,
        start: originalOffset(after, one.start, "start"),
        end: originalOffset(after, one.end, "end"),
        group: undefined,
        source: "found" as const,
      }));
      return { text, spans: tidySpans<Span>([...spans, ...mapped], text.length) };
    });
    if (more === 0) break;
    marked = everywhere(grown, settled);
  }
  // What a default and its neighbours spelled is marked too: replacing these spans by defaults needs no second look.
  return replaceConversation(marked, replace).map(({ spans }) =>
    spans.map(({ of }): Span =>
      "source" in of ? { ...of, source: sourceOf(of.source) } : { ...of, source: "found" },
    ),
  );
}

const ROUNDS = 6;

function sourceOf(source: unknown): Span["source"] {
  return source === "captured" || source === "cut" ? source : "found";
}

/** Found spans that touch no captured or cut one: those characters are placeholders already. */
function free(found: readonly MarkedSpan[], taken: readonly Span[]): Span[] {
  return found
    .filter((one) => !taken.some((span) => one.start < span.end && span.start < one.end))
    .map(({ start, end, type, group }) => ({ start, end, type, group, source: "found" as const }));
}

function everywhere(
  turns: readonly { readonly text: string; readonly spans: readonly Span[] }[],
  settled: ReadonlySet<string>,
): { text: string; spans: readonly Span[] }[] {
  return markEverywhere<Span>(turns, settled, isCommonWord).map(({ text, spans }) => ({
    text,
    spans: spans.map((span): Span => ("source" in span ? span : { ...span, source: "found" })),
  }));
}

/** Whether a finding in a text with replacements is nothing new: inside a replacement, or a default by itself. */
function isSettled(turn: ReplacedTurn, one: MarkedSpan, table: readonly string[]): boolean {
  if (turn.spans.some((span) => span.start <= one.start && one.end <= span.end)) return true;
  const value = turn.text.slice(one.start, one.end);
  return table.some(
    (text) => text === value || (text.length >= MIN_VALUE && isInside(turn.text, one, text)),
  );
}

function isInside(text: string, { start, end }: MarkedSpan, outer: string): boolean {
  const value = text.slice(start, end);
  for (let at = outer.indexOf(value); at >= 0; at = outer.indexOf(value, at + 1)) {
    if (text.startsWith(outer, start - at) && start >= at) return true;
  }
  return false;
}
