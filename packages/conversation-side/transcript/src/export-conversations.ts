import { createHash, createHmac } from "node:crypto";
import { createSurrogates, defaultOf, type Defaults, type Replace } from "@aside/anonymizer";
import type {
  ExportFormat,
  ExportMode,
  PreviewConversation,
  RiskReport,
  UtilityReport,
} from "@aside/protocol";
import { FORMATS } from "./formats/formats.ts";
import { drawer } from "./drawer.ts";
import type { Explain } from "./mark/explain-turns.ts";
import type { Facts, Marks } from "./mark/marks.ts";
import { markedTurns, release } from "./release.ts";
import type { Judge, Verdict } from "./risk/judge.ts";
import type { Transcript, Turn } from "./transcript.ts";
import { createUtility, measureChanged } from "./utility/utility.ts";

/** A conversation that was marked: its marks, and the text of its messages from the journal. */
export interface MarkedConversation {
  readonly id: string;
  readonly marks: Marks;
  readonly facts: Facts;
  readonly texts: readonly string[];
}

export interface ExportRules {
  readonly format: ExportFormat;
  readonly mode: ExportMode;
  /** 32 random bytes of this export alone, thrown away after it; what surrogates are drawn by. */
  readonly key: Uint8Array;
  readonly defaults: Defaults;
  /** Has counted all conversations of the export. */
  readonly judge: Judge;
}

/** What an export wrote so far; whole once `body` is through. */
export interface ExportCounts {
  readonly conversations: number;
  readonly messages: number;
  readonly replaced: Readonly<Record<string, number>>;
  readonly risk: RiskReport;
  readonly utility: UtilityReport;
  readonly bytes: number;
  readonly digest: string;
  /** UTF-16 units of transcript text that were taken in. */
  readonly done: number;
}

export interface Export {
  /** The file in pieces of some 64 KB; memory does not grow with their number. */
  readonly body: AsyncIterable<Uint8Array>;
  counts(): ExportCounts;
}

const PIECE = 65_536;

/**
 * Writes conversations with everything sensitive replaced (EXP1). The same conversations, rules and key give the same bytes.
 *
 * @param conversations in the order in which they shall stand in the file
 */
export function exportConversations(
  conversations: AsyncIterable<MarkedConversation>,
  rules: ExportRules,
): Export {
  const hash = createHash("sha256");
  const replaced: Record<string, number> = {};
  const utility = createUtility();
  let written = 0;
  let messages = 0;
  let bytes = 0;
  let done = 0;

  async function* body(): AsyncGenerator<Uint8Array> {
    const writing = FORMATS[rules.format].open();
    let text = "";
    const flush = (last: string | Uint8Array): Uint8Array => {
      const piece =
        typeof last === "string"
          ? Buffer.from(text + last, "utf8")
          : Buffer.concat([Buffer.from(text, "utf8"), last]);
      text = "";
      hash.update(piece);
      bytes += piece.byteLength;
      return piece;
    };
    if (writing.head.length > 0) yield flush(writing.head);
    for await (const conversation of conversations) {
      done += conversation.facts.length;
      const verdict = rules.judge.judge(conversation.facts);
      if (verdict.withheld !== null) continue;
      const { turns, transcript } = releaseOne(conversation, verdict, rules);
      if (isPlain(conversation, verdict, rules)) utility.plus(conversation.facts.utility);
      else {
        // How many words were said is the same, however they are replaced.
        utility.add(conversation.facts.utility.tokens, conversation.facts.utility.turns);
        measureChanged(utility, turns, transcript.turns);
      }
      const piece = writing.conversation(transcript);
      count(transcript);
      if (typeof piece !== "string") {
        if (piece.length > 0) yield flush(piece);
      } else {
        text += piece;
        if (text.length >= PIECE) yield flush("");
      }
    }
    const last = flush(writing.end());
    if (last.length > 0) yield last;
  }

  function count({ turns }: Transcript): void {
    written += 1;
    messages += turns.length;
    for (const { spans } of turns) {
      for (const { type } of spans) replaced[type] = (replaced[type] ?? 0) + 1;
    }
  }

  return {
    body: body(),
    counts: () => ({
      conversations: written,
      messages,
      replaced: { ...replaced },
      risk: rules.judge.report(),
      utility: utility.report(),
      bytes,
      digest: `sha256:${hash.copy().digest("hex")}`,
      done,
    }),
  };
}

/** Whether defaults are all that changes it: then it is as it was when it was marked. */
function isPlain(
  { marks }: MarkedConversation,
  { level }: Verdict,
  { mode }: ExportRules,
): boolean {
  return mode === "defaults" && level === 0 && marks.residuals.length === 0;
}

/** A conversation as the agent saw it beside what an export makes of it. */
export function previewConversation(
  conversation: MarkedConversation,
  rules: ExportRules,
  explain?: Explain,
): { preview: PreviewConversation; transcript: Transcript; turns: readonly Turn[] } {
  const verdict = rules.judge.verdictOf(conversation.facts);
  const { turns, transcript } = releaseOne(conversation, verdict, rules);
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

function releaseOne(
  conversation: MarkedConversation,
  verdict: Verdict,
  rules: ExportRules,
): { turns: Turn[]; transcript: Transcript } {
  const { id, marks, texts } = conversation;
  const { level } = verdict;
  const { language } = conversation.facts;
  const moved = rules.mode === "surrogates";
  const turns = markedTurns(marks, texts, { level, moved });
  const replacing = moved ? surrogates(id, turns, rules.key, language) : plain(rules.defaults);
  const options = { ...replacing, level, language, plain: isPlain(conversation, verdict, rules) };
  return { turns, transcript: release(id, marks, turns, options) };
}

function plain(defaults: Defaults): { replace: Replace; days: number } {
  return { replace: (_value, type) => defaultOf(defaults, type), days: 0 };
}

/** Keyed by the conversation too: how often a name occurs over an export tells nothing of whose it is. */
function surrogates(
  conversation: string,
  turns: readonly Turn[],
  key: Uint8Array,
  language: string,
) {
  const own = createHmac("sha256", key).update(conversation).digest();
  return createSurrogates(turns, drawer(own), language);
}
