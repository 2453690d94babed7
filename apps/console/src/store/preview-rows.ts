import type { PreviewConversation, PreviewTurn, Why } from "@aside/protocol";

/** A line of the preview: a conversation's head, or one of its turns. */
export type PreviewRow =
  | { readonly kind: "head"; readonly conversation: PreviewConversation }
  | { readonly kind: "turn"; readonly key: string; readonly turn: PreviewTurn };

export function previewRows(conversations: readonly PreviewConversation[]): readonly PreviewRow[] {
  return conversations.flatMap((conversation): PreviewRow[] => [
    { kind: "head", conversation },
    ...conversation.turns.map((turn, index): PreviewRow => ({
      kind: "turn",
      key: `${conversation.id} ${index}`,
      turn,
    })),
  ]);
}

export interface TextPart {
  readonly text: string;
  /** What stands here is, or takes the place of, a value of this type; null for all else. */
  readonly type: string | null;
  /** Why it was taken, where that is known. */
  readonly why: Why | null;
}

/** A text in parts by its spans; those that overlap or lie outside are left out. */
export function textParts({ text, spans }: PreviewTurn["seen"]): readonly TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    if (span.start < at || span.end > text.length || span.end <= span.start) continue;
    if (span.start > at) parts.push({ text: text.slice(at, span.start), type: null, why: null });
    parts.push({
      text: text.slice(span.start, span.end),
      type: span.type,
      why: span.why ?? null,
    });
    at = span.end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), type: null, why: null });
  return parts;
}
