import type { PreviewConversation } from "@aside/protocol";
import type { Explain } from "./mark/explain-turns.ts";
import {
  releaseConversation,
  type ExportRules,
  type MarkedConversation,
} from "./release-conversation.ts";
import type { Transcript, Turn } from "./transcript.ts";

/** A conversation as the agent saw it beside what an export makes of it. */
export function previewConversation(
  conversation: MarkedConversation,
  rules: ExportRules,
  explain?: Explain,
): { preview: PreviewConversation; transcript: Transcript; turns: readonly Turn[] } {
  const verdict = rules.judge.verdictOf(conversation.facts);
  const { turns, transcript } = releaseConversation(conversation, verdict, rules);
  const bare = ({ start, end, type, source }: Turn["spans"][number]) => ({
    start,
    end,
    type,
    source,
  });
  return {
    turns,
    transcript,
    preview: {
      id: conversation.id,
      startedAt: conversation.marks.startedAt,
      withheld: verdict.withheld,
      score: { before: verdict.before, after: verdict.after },
      turns: turns.map((turn, index) => ({
        speaker: turn.speaker,
        at: turn.at,
        seen: {
          text: turn.text,
          spans: turn.spans.map((span) => {
            const why = explain?.(index, span);
            return why === undefined
              ? bare(span)
              : { ...bare(span), why: { ...why, evidence: [...why.evidence] } };
          }),
        },
        exported: {
          text: transcript.turns[index]?.text ?? "",
          spans: (transcript.turns[index]?.spans ?? []).map(bare),
        },
      })),
    },
  };
}
