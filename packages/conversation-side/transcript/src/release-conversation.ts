import { createHmac } from "node:crypto";
import { createSurrogates, defaultOf, type Defaults, type Surrogates } from "@aside/anonymizer";
import { createId, type ExportFormat, type ExportMode } from "@aside/protocol";
import { drawer } from "./drawer.ts";
import type { Facts, Marks } from "./mark/marks-schema.ts";
import { markedTurns } from "./marked-turns.ts";
import { release } from "./release.ts";
import type { Judge, Verdict } from "./risk/judge.ts";
import type { Transcript, Turn } from "./transcript.ts";

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

/** A conversation as it was said, and as it leaves the house. */
export interface Released {
  readonly turns: readonly Turn[];
  readonly transcript: Transcript;
  /** Defaults are all that changes it: it is as it was when it was marked. */
  readonly plain: boolean;
}

export function releaseConversation(
  { id, marks, texts, facts: { language } }: MarkedConversation,
  { level }: Verdict,
  { mode, key, defaults }: ExportRules,
): Released {
  const moved = mode === "surrogates";
  const plain = !moved && level === 0 && marks.residuals.length === 0;
  const turns = markedTurns(marks, texts, { level, moved });
  const replacing = moved
    ? surrogates(id, turns, key, { language, startedAt: marks.startedAt })
    : byDefaults(defaults);
  // Two exports of one conversation must not be joined by its id, nor by it its real time be looked up.
  const named = moved ? createId("cnv", createHmac("sha256", key).update(`id ${id}`).digest()) : id;
  const said = { conversation: named, startedAt: marks.startedAt, turns };
  return { turns, plain, transcript: release(said, { ...replacing, level, language, plain }) };
}

function byDefaults(defaults: Defaults): Surrogates {
  return { replace: (_value, type) => defaultOf(defaults, type), days: 0, shift: (date) => date };
}

/** Keyed by the conversation too: how often a name occurs over an export tells nothing of whose it is. */
function surrogates(
  conversation: string,
  turns: readonly Turn[],
  key: Uint8Array,
  { language, startedAt }: { readonly language: string; readonly startedAt: number },
) {
  const own = createHmac("sha256", key).update(conversation).digest();
  return createSurrogates(turns, drawer(own), language, startedAt);
}
