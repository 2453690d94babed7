import type { Defaults } from "@aside/anonymizer";
import type { JournaledEvent } from "@aside/session";
import { z } from "zod";
import { factOf } from "../risk/generalise.ts";
import { QUASI_TYPES, quasiIn, type Quasi } from "../risk/quasi-identifiers.ts";
import { residualsIn } from "../risk/residuals.ts";
import { transcriptOf, type About, type Span, type Transcript } from "../transcript.ts";
import { languageOf, LANGUAGES } from "../utility/language.ts";
import type { DetectTurns } from "./detect-turns.ts";
import { mark } from "./mark.ts";

/** The machine, the second detector and this form of marks: what is older than it is marked again. */
export const MARKS_VERSION = "1";

const offset = z.int().min(0);
const type = z.string().max(40);
const sources = ["captured", "cut", "found"] as const;

/**
 * What is known of a conversation's turns without their text: kept beside the journal, so that an export of what was
 * detected before only slices and joins. The text stays in the journal and nowhere else.
 */
export const marksSchema = z.strictObject({
  startedAt: z.int(),
  /** Which event each turn was, in order; a capture's turn has the placeholders that stand for it. */
  seqs: z.array(z.int().positive()),
  ats: z.array(z.int()),
  /** `c` customer, `a` agent, `k` a capture; a letter a turn. */
  speakers: z.string().regex(/^[cak]*$/),
  captured: z.array(z.string().max(400)),
  /** Turn, start, end, type, source, group or −1. */
  spans: z.array(z.tuple([offset, offset, offset, type, z.enum(sources), z.int().min(-1)])),
  /** Turn, start, end, type. */
  quasi: z.array(z.tuple([offset, offset, offset, z.enum(QUASI_TYPES)])),
  /** Turn, start, end, kind of what only the second detector takes. */
  residuals: z.array(z.tuple([offset, offset, offset, z.string().max(20)])),
});

/** What an export needs to know of a conversation before it reads it: for filters, counts and risk. */
export const factsSchema = z.strictObject({
  agents: z.array(z.string().max(60)),
  outcomes: z.array(z.string().max(20)),
  language: z.enum(LANGUAGES),
  messages: z.int().min(0),
  /** UTF-16 units of all turns. */
  length: z.int().min(0),
  tokens: z.int().min(0),
  /** How many spans of each type. */
  replaced: z.record(type, z.int().positive()),
  /** Quasi-identifiers as they are, and one step coarser: what is counted for k. Empty when there are none. */
  classes: z.tuple([z.string(), z.string()]),
  quasi: z.record(type, z.int().positive()),
  residuals: z.record(z.string().max(20), z.int().positive()),
});

export type Marks = z.infer<typeof marksSchema>;
export type Facts = z.infer<typeof factsSchema>;

export interface Marked {
  readonly marks: Marks;
  readonly facts: Facts;
  /** The text of every turn that is a message, by seq. */
  readonly texts: readonly string[];
}

/** Plays a journal and finds all there is to find. Slow: once for a conversation, not once an export. */
export function marksOf(
  conversation: string,
  events: Iterable<JournaledEvent>,
  detect: DetectTurns,
  defaults: Defaults,
): Marked {
  const transcript = transcriptOf(conversation, events);
  const spans = mark(transcript.turns, detect, defaults);
  const quasi = transcript.turns.map(({ text }, turn) => quasiIn(text, spans[turn] ?? []));
  const residuals = transcript.turns.map(({ text }, turn) =>
    residualsIn(text, [...(spans[turn] ?? []), ...(quasi[turn] ?? [])]),
  );
  const isCaptured = (list: readonly Span[]) => list.some(({ source }) => source === "captured");
  const { turns } = transcript;
  const marks: Marks = {
    startedAt: transcript.startedAt,
    seqs: turns.map(({ seq }) => seq),
    ats: turns.map(({ at }) => at),
    speakers: turns
      .map((turn) => (isCaptured(turn.spans) ? "k" : turn.speaker === "agent" ? "a" : "c"))
      .join(""),
    captured: turns.flatMap((turn) => (isCaptured(turn.spans) ? [turn.text] : [])),
    spans: spans.flatMap((list, turn) =>
      list.map(({ start, end, type: of, source, group = -1 }) => {
        const kept = sources.find((one) => one === source) ?? "found";
        return [turn, start, end, of, kept, group] satisfies Marks["spans"][number];
      }),
    ),
    quasi: quasi.flatMap((list, turn) =>
      list.map(
        ({ start, end, type: of }) => [turn, start, end, of] satisfies Marks["quasi"][number],
      ),
    ),
    residuals: residuals.flatMap((list, turn) =>
      list.map(
        ({ start, end, kind }) => [turn, start, end, kind] satisfies Marks["residuals"][number],
      ),
    ),
  };
  return {
    marks,
    facts: factsOf(transcript, marks, quasi),
    texts: turns.flatMap((turn) => (isCaptured(turn.spans) ? [] : [turn.text])),
  };
}

function factsOf(
  transcript: Transcript & About,
  marks: Marks,
  quasi: readonly (readonly Quasi[])[],
): Facts {
  const { turns, agents, outcomes } = transcript;
  return {
    agents: [...agents],
    outcomes: [...outcomes],
    language: languageOf(turns.map(({ text }) => text)),
    messages: turns.length,
    length: turns.reduce((sum, { text }) => sum + text.length, 0),
    tokens: turns.reduce((sum, { text }) => sum + tokensIn(text), 0),
    replaced: counted(marks.spans.map(([, , , of]) => of)),
    classes: [classOf(transcript, quasi, 0), classOf(transcript, quasi, 1)],
    quasi: counted(marks.quasi.map(([, , , of]) => of)),
    residuals: counted(marks.residuals.map(([, , , kind]) => kind)),
  };
}

/** All that is known of the person, in one line; together with the week or the month in which it was said. */
function classOf(
  { turns, startedAt }: Transcript,
  quasi: readonly (readonly Quasi[])[],
  level: 0 | 1,
): string {
  const facts = new Set(
    quasi.flatMap((list, turn) =>
      list.map(({ start, end, type: of }) =>
        factOf(turns[turn]?.text.slice(start, end) ?? "", of, level),
      ),
    ),
  );
  if (facts.size === 0) return "";
  const day = new Date(startedAt);
  const time =
    level === 0
      ? `week=${Math.floor(startedAt / (7 * 86_400_000))}`
      : `month=${day.toISOString().slice(0, 7)}`;
  return [...facts, time].toSorted().join("|");
}

/** Words and numbers. */
export function tokensIn(text: string): number {
  return text.match(/[\p{L}\p{N}\p{M}]+/gu)?.length ?? 0;
}

/** How often each of these stands in a list. */
export function counted(list: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of list) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
}
