import {
  replaceConversation,
  shiftDate,
  tidySpans,
  UNKNOWN_DEFAULT,
  type Replace,
  type ReplacedTurn,
} from "@aside/anonymizer";
import type { Marks } from "./mark/marks.ts";
import { generalise, type Level } from "./risk/generalise.ts";
import type { Span, SpanSource, Transcript, Turn } from "./transcript.ts";

/**
 * A conversation as it was said, with everything marked that is to be replaced at a level of generalisation.
 *
 * @param moved dates move: all that are written out are marked, too
 */
export function markedTurns(
  marks: Marks,
  texts: readonly string[],
  { level, moved }: { readonly level: Level; readonly moved: boolean },
): Turn[] {
  let message = 0;
  let capture = 0;
  const spans: (Span[] | undefined)[] = [];
  const { names } = marks;
  const nameOf = (list: readonly number[], index: number) => names[at(list, index)] ?? "";
  for (let index = 0; index < marks.spans.length; index += 6) {
    const group = at(marks.spans, index + 5);
    (spans[at(marks.spans, index)] ??= []).push({
      start: at(marks.spans, index + 1),
      end: at(marks.spans, index + 2),
      type: nameOf(marks.spans, index + 3),
      source: sourceNamed(nameOf(marks.spans, index + 4)),
      group: group < 0 ? undefined : group,
    });
  }
  const more = new Set<number>();
  const add = (list: readonly number[], source: SpanSource, only?: string) => {
    for (let index = 0; index < list.length; index += 4) {
      const turn = at(list, index);
      const type = nameOf(list, index + 3);
      if (only !== undefined && type !== only) continue;
      (spans[turn] ??= []).push({
        start: at(list, index + 1),
        end: at(list, index + 2),
        type,
        source,
      });
      more.add(turn);
    }
  };
  if (level > 0) add(marks.quasi, "generalised");
  else if (moved) add(marks.quasi, "generalised", DATE);
  add(marks.residuals, "residual");
  return marks.seqs.map((seq, turn) => {
    const letter = marks.speakers[turn];
    const text = (letter === "k" ? marks.captured[capture++] : texts[message++]) ?? "";
    const own = spans[turn] ?? NO_SPANS;
    return {
      seq,
      speaker: letter === "a" ? "agent" : "customer",
      at: marks.ats[turn] ?? 0,
      text,
      spans: more.has(turn) ? tidySpans(own, text.length) : own,
    };
  });
}

function at(list: readonly number[], index: number): number {
  return list[index] ?? 0;
}

const NO_SPANS: readonly Span[] = [];
const DATE = "quasi.date";

/**
 * What leaves the house (EXP1): every marked span replaced, facts made coarser by `level`, times moved by `days` and cut
 * off by `level`. Its spans point at what stands there now.
 */
export function release(
  conversation: string,
  marks: Marks,
  turns: readonly Turn[],
  options: {
    readonly replace: Replace;
    readonly level: Level;
    readonly days: number;
    /** The conversation's, as `en`. */
    readonly language: string;
    /** Nothing is replaced but what was marked, by the defaults that it was marked with. */
    readonly plain: boolean;
  },
): Transcript {
  const { level, days, plain, language } = options;
  const byType: Replace = (value, type) =>
    type.startsWith("quasi.")
      ? coarse(type === DATE && days !== 0 ? shiftDate(value, days) : value, type)
      : type.startsWith("residual.")
        ? UNKNOWN_DEFAULT
        : options.replace(value, type);
  /** A date that cannot be moved is not left as it was. */
  const coarse = (value: string | null, type: string) =>
    generalise(value ?? "", type, value === null ? 2 : level, language);
  const replaced = replaceConversation(turns, plain ? options.replace : byType, { mended: plain });
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
        spans: after === undefined || after.spans.length === 0 ? NO_SPANS : spansOf(after),
      };
    }),
  };
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
  return "source" in of ? sourceNamed(of.source) : "found";
}

function sourceNamed(name: unknown): SpanSource {
  return SOURCES.get(name) ?? "found";
}

const SOURCES: ReadonlyMap<unknown, SpanSource> = new Map(
  (["captured", "cut", "found", "generalised", "residual"] as const).map((name) => [name, name]),
);
