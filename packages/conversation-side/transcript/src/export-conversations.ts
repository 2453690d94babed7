import { createHash } from "node:crypto";
import type { Defaults } from "@aside/anonymizer";
import type { ExportFormat, ExportManifest } from "@aside/protocol";
import type { JournaledEvent } from "@aside/session";
import { FORMATS } from "./formats/formats.ts";
import { redact, type DetectTurns } from "./redact.ts";
import { transcriptOf, type Transcript } from "./transcript.ts";

export interface ExportRules {
  readonly format: ExportFormat;
  readonly detect: DetectTurns;
  readonly defaults: Defaults;
  /** Version of the policy and of the detectors, for the manifest. */
  readonly policy: string;
  readonly detectors: string;
}

export interface Export {
  /** The file, a piece a conversation; memory does not grow with their number. */
  readonly body: AsyncIterable<string>;
  /** Counts and digest of what `body` gave so far; whole once `body` is through. */
  manifest(): ExportManifest;
}

/**
 * Writes conversations with every sensitive span replaced by its default (EXP1). The same conversations and rules give
 * the same bytes.
 *
 * @param conversations in the order in which they shall stand in the file
 */
export function exportConversations(
  conversations: AsyncIterable<{ readonly id: string; readonly events: Iterable<JournaledEvent> }>,
  rules: ExportRules,
): Export {
  const hash = createHash("sha256");
  const replaced: Record<string, number> = {};
  let written = 0;
  let messages = 0;

  async function* body(): AsyncGenerator<string> {
    const format = FORMATS[rules.format];
    if (format.head !== "") yield counted(format.head);
    for await (const { id, events } of conversations) {
      const transcript = redact(transcriptOf(id, events), rules.detect, rules.defaults);
      const piece = format.conversation(transcript);
      if (piece === "") continue;
      count(transcript);
      yield counted(piece);
    }
  }

  function count(transcript: Transcript): void {
    written += 1;
    messages += transcript.turns.length;
    for (const { spans } of transcript.turns) {
      for (const { type } of spans) replaced[type] = (replaced[type] ?? 0) + 1;
    }
  }

  function counted(piece: string): string {
    hash.update(piece, "utf8");
    return piece;
  }

  return {
    body: body(),
    manifest: () => ({
      format: rules.format,
      conversations: written,
      messages,
      replaced: { ...replaced },
      policy: rules.policy,
      detectors: rules.detectors,
      digest: `sha256:${hash.copy().digest("hex")}`,
    }),
  };
}
