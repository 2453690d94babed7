import {
  replaceConversation,
  tidySpans,
  UNKNOWN_DEFAULT,
  type Replace,
  type ReplacedTurn,
} from "@aside/anonymizer";
import type { Marks } from "./mark/marks.ts";
import { generalise, type Level } from "./risk/generalise.ts";
import type { Span, SpanSource, Transcript, Turn } from "./transcript.ts";
import type { Utility } from "./utility/utility.ts";

/** A conversation as it was said, with everything marked that is to be replaced at a level of generalisation. */
export function markedTurns(marks: Marks, texts: readonly string[], level: Level): Turn[] {
  let message = 0;
  let capture = 0;
  const spans: Span[][] = marks.seqs.map(() => []);
  for (const [turn, start, end, type, source, group] of marks.spans)
    spans[turn]?.push({ start, end, type, source, group: group < 0 ? undefined : group });
  const more = new Set<number>();
  const add = (turn: number, span: Span) => {
    spans[turn]?.push(span);
    more.add(turn);
  };
  for (const [turn, start, end, type] of level > 0 ? marks.quasi : [])
    add(turn, { start, end, type, source: "generalised" });
  for (const [turn, start, end, kind] of marks.residuals)
    add(turn, { start, end, type: `residual.${kind}`, source: "residual" });
  return marks.seqs.map((seq, turn) => {
    const letter = marks.speakers[turn];
    const text = (letter === "k" ? marks.captured[capture++] : texts[message++]) ?? "";
    const own = spans[turn] ?? [];
    return {
      seq,
      speaker: letter === "a" ? "agent" : "customer",
      at: marks.ats[turn] ?? 0,
      text,
      spans: more.has(turn) ? tidySpans(own, text.length) : own,
    };
  });
}

/**
 * What leaves the house (EXP1): every marked span replaced, facts made coarser by `level`, times moved by `days` and cut
 * off by `level`. Its spans point at what stands there now.
 */
export function release(
  conversation: string,
  marks: Marks,
  turns: readonly Turn[],
  options: { readonly replace: Replace; readonly level: Level; readonly days: number },
): Transcript {
  const { level, days } = options;
  const replaced = replaceConversation(turns, (value, type) =>
    type.startsWith("quasi.")
      ? generalise(value, type, level)
      : type.startsWith("residual.")
        ? UNKNOWN_DEFAULT
        : options.replace(value, type),
  );
  const startedAt = coarseTime(marks.startedAt + days * DAY, level);
  const shift = startedAt - marks.startedAt;
  return {
    conversation,
    startedAt,
    turns: turns.map((turn, index) => {
      const after = replaced[index];
      return {
        seq: turn.seq,
        speaker: turn.speaker,
        at: turn.at + shift,
        text: after?.text ?? "",
        spans: after === undefined ? [] : spansOf(after),
      };
    }),
  };
}

/** Counts what a release cost: turns that were captured never had words of their own. */
export function measure(
  utility: Utility,
  marks: Marks,
  tokens: number,
  before: readonly Turn[],
  after: Transcript,
): void {
  utility.add(tokens, before.length);
  before.forEach(({ text, spans }, index) => {
    if (spans.length === 0 || marks.speakers[index] === "k") return;
    utility.changed(text, after.turns[index]?.text ?? "", spans);
  });
}

const DAY = 86_400_000;

/** The beginning of the month, or of the year; the times between turns stay. */
function coarseTime(at: number, level: Level): number {
  const day = new Date(at);
  if (level === 0) return at;
  return Date.UTC(day.getUTCFullYear(), level === 1 ? day.getUTCMonth() : 0);
}

function spansOf({ spans }: ReplacedTurn): Span[] {
  return spans.map(({ start, end, type, of }) => ({ start, end, type, source: sourceOf(of) }));
}

function sourceOf(of: object): SpanSource {
  const source = "source" in of ? of.source : undefined;
  return SOURCES.find((one) => one === source) ?? "found";
}

const SOURCES: readonly SpanSource[] = ["captured", "cut", "found", "generalised", "residual"];
