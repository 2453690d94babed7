import type { Cut } from "@aside/protocol";
import { useWidget } from "./widget-context.ts";

/** A line's text, with a word in place of each span that was cut out. */
export function LineText({ text, cuts }: { text: string; cuts: readonly Cut[] }) {
  const { words } = useWidget();
  const parts = [];
  let at = 0;
  for (const { start, end, type } of [...cuts].sort((left, right) => left.start - right.start)) {
    const word = words.cut[type] ?? words.cut.other;
    parts.push(
      text.slice(at, start),
      <span key={start} className="cut">
        {word}
      </span>,
    );
    at = end;
  }
  parts.push(text.slice(at));
  return <p dir="auto">{parts}</p>;
}
