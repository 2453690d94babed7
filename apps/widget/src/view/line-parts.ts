import type { Cut } from "@aside/protocol";
import type { Words } from "../locale/words.ts";

type Line = { text: string; cuts: readonly Cut[] };

/** A line in the order it is read: what was written, and a word in the page's language for each span that was cut out. */
export function lineParts({ text, cuts }: Line, { cut }: Pick<Words, "cut">) {
  const parts: { text: string; cut: boolean }[] = [];
  let at = 0;
  for (const { start, end, type } of [...cuts].sort((left, right) => left.start - right.start)) {
    parts.push({ text: text.slice(at, start), cut: false });
    parts.push({ text: cut[type] ?? cut.other, cut: true });
    at = end;
  }
  parts.push({ text: text.slice(at), cut: false });
  return parts.filter((part) => part.text !== "");
}

/** The same as one text, to be read out. */
export function spokenLine(line: Line, words: Pick<Words, "cut">): string {
  return lineParts(line, words)
    .map((part) => (part.cut ? `[${part.text}]` : part.text))
    .join("");
}
