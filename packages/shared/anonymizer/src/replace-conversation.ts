import { divide } from "./divide.ts";
import type { Finder } from "./create-finder.ts";
import { foldCase, MIN_VALUE, valueFinder } from "./find-values.ts";
import type { Span } from "./span.ts";
import { tidySpans } from "./span.ts";

/** A span of a conversation. `group`: parts of one value that was sent in pieces have one number. */
export interface MarkedSpan extends Span {
  readonly group?: number | undefined;
}

/** What was said, and where it is sensitive. */
export interface MarkedTurn {
  readonly text: string;
  readonly spans: readonly MarkedSpan[];
}

/** `of`: the span of the marked turn that stood here, or what of it a replacement and its neighbours spelled a value with. */
export interface ReplacedSpan extends Span {
  of: MarkedSpan;
}

export interface ReplacedTurn {
  text: string;
  /** Where the replacements stand in `text`. */
  spans: ReplacedSpan[];
}

/** What stands in place of a value of a type. The same value of one conversation always gets the same. */
export type Replace = (value: string, type: string) => string;

/**
 * A conversation with each marked span replaced. Parts of one value share one replacement, divided over them. A value of
 * five or more units that a replacement and its neighbours spell by accident is replaced too.
 *
 * @param turns with spans in order that do not overlap, as {@link tidySpans} gives them
 * @param options `mended`: these spans with these replacements are known to spell nothing by accident
 */
export function replaceConversation(
  turns: readonly MarkedTurn[],
  replace: Replace,
  options: { readonly mended?: boolean } = {},
): ReplacedTurn[] {
  const parts = partsOf(turns, replace);
  const replaced = turns.map((turn): ReplacedTurn => {
    if (turn.spans.length === 0) return { text: turn.text, spans: NONE };
    return replaceSpans(
      turn.text,
      turn.spans,
      (span) => span,
      (span, value) => parts.get(span) ?? replace(value, span.type),
    );
  });
  if (options.mended === true) return replaced;
  const values = new Map<string, string>();
  for (const { text, spans } of turns) {
    for (const { start, end, type } of spans) {
      if (end - start >= MIN_VALUE) values.set(foldCase(text.slice(start, end).trim()), type);
    }
  }
  const find = valueFinder(values);
  for (const turn of values.size === 0 ? [] : replaced) {
    if (turn.spans.length > 0) mend(turn, find, replace);
  }
  return replaced;
}

const NONE: ReplacedSpan[] = [];

/** Replacements of spans that are parts of a value. */
function partsOf(turns: readonly MarkedTurn[], replace: Replace) {
  const groups = new Map<number, { span: MarkedSpan; text: string }[]>();
  for (const { text, spans } of turns) {
    for (const span of spans) {
      if (span.group === undefined) continue;
      const part = { span, text: text.slice(span.start, span.end) };
      const known = groups.get(span.group);
      if (known) known.push(part);
      else groups.set(span.group, [part]);
    }
  }
  const replacements = new Map<MarkedSpan, string>();
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    const whole = replace(group.map(({ text }) => text).join(" "), first.span.type);
    const divided = divide(
      whole,
      group.map(({ text }) => text),
    );
    group.forEach(({ span }, index) => replacements.set(span, divided[index] ?? whole));
  }
  return replacements;
}

/** What the replacements spell together with what stands beside them. */
function mend(turn: ReplacedTurn, find: Finder, replace: Replace): void {
  for (let round = 0; round < ROUNDS; round++) {
    const residue = find(turn.text).filter(
      (span) => !turn.spans.some((one) => one.start <= span.start && span.end <= one.end),
    );
    if (residue.length === 0) return;
    const before = turn.spans;
    const all = tidySpans<Span>([...before, ...residue], turn.text.length).map((span) => {
      const same = before.find(({ start, end }) => start === span.start && end === span.end);
      const start = originalOffset(turn, span.start, "start");
      const end = originalOffset(turn, span.end, "end");
      return { ...span, of: same?.of ?? { start, end, type: span.type } };
    });
    const again = replaceSpans(
      turn.text,
      all,
      ({ of }) => of,
      (span, value) =>
        before.some(({ start, end }) => start === span.start && end === span.end)
          ? value
          : replace(value, span.type),
    );
    turn.text = again.text;
    turn.spans = again.spans;
  }
}

const ROUNDS = 64;

/** An offset into a replaced text as one into the original; inside a replacement it is the replaced span's edge. */
export function originalOffset({ spans }: ReplacedTurn, at: number, edge: "start" | "end"): number {
  let shift = 0;
  for (const { start, end, of } of spans) {
    if (at < start || (edge === "end" && at === start)) break;
    if (at < end || (edge === "end" && at === end)) return edge === "start" ? of.start : of.end;
    shift = of.end - end;
  }
  return at + shift;
}

function replaceSpans<S extends Span>(
  text: string,
  spans: readonly S[],
  originOf: (span: S) => MarkedSpan,
  replacementOf: (span: S, value: string) => string,
): ReplacedTurn {
  let out = "";
  let kept = 0;
  const placed: ReplacedSpan[] = [];
  for (const span of spans) {
    const { start, end, type } = span;
    out += text.slice(kept, start);
    const replacement = replacementOf(span, text.slice(start, end));
    const placedEnd = out.length + replacement.length;
    placed.push({ start: out.length, end: placedEnd, type, of: originOf(span) });
    out += replacement;
    kept = end;
  }
  return { text: out + text.slice(kept), spans: placed };
}
