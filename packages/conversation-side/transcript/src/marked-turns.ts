import { tidySpans } from "@aside/anonymizer";
import { TranscriptError } from "./errors.ts";
import type { Marks } from "./mark/marks-schema.ts";
import type { Level } from "./risk/generalise.ts";
import { SPAN_SOURCES, type Span, type SpanSource, type Turn } from "./transcript.ts";

/**
 * A conversation as it was said, with everything marked that is to be replaced at a level of generalisation.
 *
 * @param texts of its messages, in order
 * @param moved dates move: all that are written out are marked, too
 * @throws {TranscriptError} `marks_misfit` when there are more or fewer texts than were marked: a span would meet another text
 */
export function markedTurns(
  marks: Marks,
  texts: readonly string[],
  { level, moved }: { readonly level: Level; readonly moved: boolean },
): Turn[] {
  const { speakers, gaps, captured, startedAt } = marks;
  const { spans, mixed } = spansByTurn(marks, level, moved);
  const turns: Turn[] = [];
  let message = 0;
  let capture = 0;
  let at = startedAt;
  for (let turn = 0; turn < speakers.length; turn++) {
    const letter = speakers[turn];
    const text = (letter === "k" ? captured[capture++] : texts[message++]) ?? "";
    const own = spans[turn] ?? NO_SPANS;
    at += gaps[turn] ?? 0;
    turns.push({
      speaker: letter === "a" ? "agent" : "customer",
      at,
      text,
      spans: mixed.has(turn) ? tidySpans(own, text.length) : own,
    });
  }
  if (message !== texts.length || capture !== captured.length)
    throw new TranscriptError("marks_misfit");
  return turns;
}

export const NO_SPANS: readonly Span[] = [];

/** `mixed`: turns whose spans are not in order, or overlap. */
function spansByTurn(
  { names, spans, quasi, residuals }: Marks,
  level: Level,
  moved: boolean,
): { readonly spans: readonly (Span[] | undefined)[]; readonly mixed: ReadonlySet<number> } {
  const byTurn: (Span[] | undefined)[] = [];
  const mixed = new Set<number>();
  const nameAt = (list: readonly number[], index: number) => names[numberAt(list, index)] ?? "";
  for (let index = 0; index < spans.length; index += 6) {
    const group = numberAt(spans, index + 5);
    (byTurn[numberAt(spans, index)] ??= []).push({
      start: numberAt(spans, index + 1),
      end: numberAt(spans, index + 2),
      type: nameAt(spans, index + 3),
      source: sourceNamed(nameAt(spans, index + 4)),
      group: group < 0 ? undefined : group,
    });
  }
  const add = (list: readonly number[], source: SpanSource, only?: string) => {
    for (let index = 0; index < list.length; index += 4) {
      const turn = numberAt(list, index);
      const type = nameAt(list, index + 3);
      if (only !== undefined && type !== only) continue;
      const [start, end] = [numberAt(list, index + 1), numberAt(list, index + 2)];
      (byTurn[turn] ??= []).push({ start, end, type, source });
      mixed.add(turn);
    }
  };
  if (level > 0) add(quasi, "generalised");
  else if (moved) add(quasi, "generalised", DATE);
  add(residuals, "residual");
  return { spans: byTurn, mixed };
}

/** The one kind of fact that moves with the conversation. */
export const DATE = "quasi.date";

function numberAt(list: readonly number[], index: number): number {
  return list[index] ?? 0;
}

export function sourceNamed(name: unknown): SpanSource {
  return SPAN_SOURCES.find((one) => one === name) ?? "found";
}
