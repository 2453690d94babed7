import {
  replaceConversation,
  UNKNOWN_DEFAULT,
  type Replace,
  type ReplacedTurn,
} from "@aside/anonymizer";
import { DATE, NO_SPANS, sourceNamed } from "./marked-turns.ts";
import { generalise, type Level } from "./risk/generalise.ts";
import type { Span, SpanSource, Transcript, Turn } from "./transcript.ts";

/**
 * What leaves the house (EXP1): every marked span replaced, facts made coarser by `level`, times moved by `days` and cut
 * off by `level`. Its spans point at what stands there now.
 */
export function release(
  { conversation, startedAt: begun, turns }: Transcript,
  options: {
    readonly replace: Replace;
    readonly level: Level;
    readonly days: number;
    readonly shift: (date: string) => string | null;
    /** The conversation's, as `en`. */
    readonly language: string;
    /** Nothing is replaced but what was marked, by the defaults that it was marked with. */
    readonly plain: boolean;
  },
): Transcript {
  const { level, days, plain } = options;
  const startedAt = coarseTime(begun + days * DAY, level);
  const shift = startedAt - begun;
  const marked = turns.filter(({ spans }) => spans.length > 0);
  const replaced = replaceConversation(marked, plain ? options.replace : byType(options), {
    mended: plain,
  });
  let next = 0;
  return {
    conversation,
    startedAt,
    turns: turns.map((turn): Turn => {
      const { speaker, at, text, spans } = turn;
      if (spans.length === 0) return shift === 0 ? turn : { speaker, at: at + shift, text, spans };
      const after = replaced[next++];
      return {
        speaker,
        at: at + shift,
        text: after?.text ?? "",
        spans: after === undefined ? NO_SPANS : spansOf(after),
      };
    }),
  };
}

const DAY = 86_400_000;

/** Replaces each span by what it is. */
function byType(options: {
  readonly replace: Replace;
  readonly level: Level;
  readonly shift: (date: string) => string | null;
  readonly language: string;
}): Replace {
  const { level, shift, language } = options;
  return (value, type) => {
    if (type.startsWith("residual.")) return UNKNOWN_DEFAULT;
    if (!type.startsWith("quasi.")) return options.replace(value, type);
    const moved = type === DATE ? shift(value) : value;
    // A date that cannot be moved is not left as it was.
    return generalise(moved ?? "", type, moved === null ? 2 : level, language);
  };
}

/** The beginning of the month, or of the year; the times between turns stay. */
function coarseTime(at: number, level: Level): number {
  if (level === 0) return at;
  const day = new Date(at);
  return Date.UTC(day.getUTCFullYear(), level === 1 ? day.getUTCMonth() : 0);
}

function spansOf({ spans }: ReplacedTurn): Span[] {
  return spans.map(({ start, end, type, of }) => ({ start, end, type, source: sourceOf(of) }));
}

function sourceOf(of: object): SpanSource {
  return "source" in of ? sourceNamed(of.source) : "found";
}
