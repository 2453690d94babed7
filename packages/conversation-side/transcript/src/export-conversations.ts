import { createHash } from "node:crypto";
import { setImmediate as others } from "node:timers/promises";
import type { RiskReport, UtilityReport } from "@aside/protocol";
import { FORMATS } from "./formats/formats.ts";
import {
  releaseConversation,
  type ExportRules,
  type MarkedConversation,
} from "./release-conversation.ts";
import type { Transcript } from "./transcript.ts";
import { createUtility, measureChanged } from "./utility/utility.ts";

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
 * Writes conversations with everything sensitive replaced (EXP1). The same conversations, rules and key give the same
 * bytes. Between two pieces whatever else the process does has its turn.
 *
 * @param pages conversations in the order in which they shall stand in the file, some at a time; each is taken when the one
 *   before it is written, so that it may be parsed then
 */
export function exportConversations(
  pages: AsyncIterable<Iterable<MarkedConversation>>,
  rules: ExportRules,
): Export {
  const hash = createHash("sha256");
  const replaced: Record<string, number> = {};
  const utility = createUtility();
  let conversations = 0;
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
    /** What there is, once it is enough. */
    const take = (written: string | Uint8Array): Uint8Array | null => {
      if (typeof written !== "string") return written.length === 0 ? null : flush(written);
      text += written;
      return text.length < PIECE ? null : flush("");
    };
    if (writing.head.length > 0) yield flush(writing.head);
    for await (const page of pages) {
      for (const conversation of page) {
        const transcript = released(conversation);
        if (transcript === null) continue;
        const ready = take(writing.conversation(transcript));
        if (ready === null) continue;
        yield ready;
        await others();
      }
    }
    const last = flush(writing.end());
    if (last.length > 0) yield last;
  }

  /** What may leave of a conversation, and counted; null when nothing may, or nothing was said. */
  function released(conversation: MarkedConversation): Transcript | null {
    const { length, utility: costs } = conversation.facts;
    done += length;
    const verdict = rules.judge.judge(conversation.facts);
    if (verdict.withheld !== null || conversation.facts.messages === 0) return null;
    const { turns, transcript, plain } = releaseConversation(conversation, verdict, rules);
    if (plain) utility.plus(costs);
    else {
      // How many words were said is the same, however they are replaced.
      utility.add(costs.tokens, costs.turns);
      measureChanged(utility, turns, transcript.turns);
    }
    conversations += 1;
    messages += transcript.turns.length;
    for (const { spans } of transcript.turns) {
      for (const { type } of spans) replaced[type] = (replaced[type] ?? 0) + 1;
    }
    return transcript;
  }

  return {
    body: body(),
    counts: () => ({
      conversations,
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
