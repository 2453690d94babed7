import type { Message, MessageFindings, Why } from "@aside/protocol";

export type MessagePart =
  | { readonly kind: "text"; readonly text: string }
  /** A placeholder, and why it was cut where that is known. */
  | { readonly kind: "cut"; readonly type: string; readonly why: Why | null }
  /** A text that an export would replace, and why. */
  | {
      readonly kind: "found";
      readonly text: string;
      readonly type: string;
      readonly why: Why | null;
    };

/**
 * A message as text and placeholders of what was cut out of it. Cuts that overlap or lie outside are taken as they come first.
 *
 * @param findings marks also what an export would take, as long as it is the text that they were found in
 */
export function messageParts(
  { text, cuts }: Pick<Message, "text" | "cuts">,
  findings: MessageFindings | null = null,
): readonly MessagePart[] {
  const parts: MessagePart[] = [];
  const found = findings?.length === text.length ? findings.found : [];
  let at = 0;
  for (const cut of cuts.toSorted((a, b) => a.start - b.start)) {
    if (cut.start < at || cut.end > text.length || cut.end <= cut.start) continue;
    parts.push(...textParts(text, at, cut.start, found));
    const same = findings?.cuts.find(({ start, type }) => start === cut.start && type === cut.type);
    parts.push({ kind: "cut", type: cut.type, why: same?.why ?? null });
    at = cut.end;
  }
  parts.push(...textParts(text, at, text.length, found));
  return parts;
}

function textParts(
  text: string,
  from: number,
  to: number,
  found: MessageFindings["found"],
): readonly MessagePart[] {
  const parts: MessagePart[] = [];
  let at = from;
  for (const { start, end, type, why } of found.toSorted((a, b) => a.start - b.start)) {
    if (start < at || end > to || end <= start) continue;
    if (start > at) parts.push({ kind: "text", text: text.slice(at, start) });
    parts.push({ kind: "found", text: text.slice(start, end), type, why: why ?? null });
    at = end;
  }
  if (at < to) parts.push({ kind: "text", text: text.slice(at, to) });
  return parts;
}
