import type { Message } from "@aside/protocol";

export type MessagePart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "cut"; readonly type: string };

/** A message as text and placeholders of what was cut out of it. Cuts that overlap or lie outside are taken as they come first. */
export function messageParts({ text, cuts }: Message): readonly MessagePart[] {
  const parts: MessagePart[] = [];
  let at = 0;
  for (const cut of cuts.toSorted((a, b) => a.start - b.start)) {
    if (cut.start < at || cut.end > text.length || cut.end <= cut.start) continue;
    if (cut.start > at) parts.push({ kind: "text", text: text.slice(at, cut.start) });
    parts.push({ kind: "cut", type: cut.type });
    at = cut.end;
  }
  if (at < text.length) parts.push({ kind: "text", text: text.slice(at) });
  return parts;
}
