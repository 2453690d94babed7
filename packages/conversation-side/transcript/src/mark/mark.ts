import {
  defaultOf,
  markEverywhere,
  originalOffset,
  replaceConversation,
  tidySpans,
  type Defaults,
  type MarkedSpan,
  type ReplacedTurn,
} from "@aside/anonymizer";
import { isCommonWord } from "@aside/detection";
import type { Span, Turn } from "../transcript.ts";
import { defaultsIn } from "./defaults-in.ts";
import type { DetectTurns } from "./detect-turns.ts";

/**
 * What is sensitive in each turn: what was captured and cut, what the detector finds in all turns together, and every
 * occurrence of those values in every turn. Then the defaults are put in and all is looked at again, until nothing new is
 * found: a default beside its neighbours can read as something else. So anonymizing twice is anonymizing once. What was
 * said and reads as a default is marked as what it is the default of: of a customer called Jane Doe, too, nothing is left.
 *
 * It does not depend on the export's mode: it is done once and kept (`Marks`).
 */
export function mark(
  turns: readonly Turn[],
  detect: DetectTurns,
  defaults: Defaults,
): readonly (readonly Span[])[] {
  const asDefault = defaultsIn(defaults);
  const replace = (_value: string, type: string) => defaultOf(defaults, type);
  const look = (before: readonly Looked[]) => {
    const found = detect(before);
    return everywhere(
      before.map(({ text, spans }, index) => ({
        text,
        spans: [
          ...spans,
          ...free(found[index] ?? [], spans).flatMap((one) => asDefault(text, one) ?? []),
        ],
      })),
      defaults,
    );
  };
  let marked = look(turns);
  for (let round = 0; round < ROUNDS && marked.some(({ spans }) => spans.length > 0); round++) {
    const replaced = replaceConversation(marked, replace);
    const again = look(
      replaced.map(({ text }, index) => ({
        speaker: turns[index]?.speaker ?? "customer",
        text,
        spans: [],
      })),
    );
    let more = false;
    const grown = marked.map(({ text, spans }, index) => {
      const after = replaced[index];
      const fresh = (again[index]?.spans ?? []).filter((one) => after && !isInside(after, one));
      if (after === undefined || fresh.length === 0) return { text, spans };
      more = true;
      const mapped = fresh.map(({ start, end, type }): Span => ({
        start: originalOffset(after, start, "start"),
        end: originalOffset(after, end, "end"),
        type,
        source: "found",
      }));
      return { text, spans: tidySpans<Span>([...spans, ...mapped], text.length) };
    });
    if (!more) break;
    marked = everywhere(grown, defaults);
  }
  // What a default and its neighbours spelled is marked too: replacing these spans by defaults needs no second look.
  return replaceConversation(marked, replace).map(({ spans }) =>
    spans.map(({ of }): Span =>
      "source" in of ? { ...of, source: sourceOf(of.source) } : { ...of, source: "found" },
    ),
  );
}

type Looked = Pick<Turn, "speaker" | "text" | "spans">;

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
  defaults: Defaults,
): { text: string; spans: readonly Span[] }[] {
  return markEverywhere<Span>(turns, defaults, isCommonWord).map(({ text, spans }) => ({
    text,
    spans: spans.map((span): Span => ("source" in span ? span : { ...span, source: "found" })),
  }));
}

/** Inside a replacement: nothing new. */
function isInside(turn: ReplacedTurn, one: MarkedSpan): boolean {
  return turn.spans.some((span) => span.start <= one.start && one.end <= span.end);
}
