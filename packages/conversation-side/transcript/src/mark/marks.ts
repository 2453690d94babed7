import { defaultOf, replaceConversation, type Defaults } from "@aside/anonymizer";
import { utilityReport, type UtilityReport } from "@aside/protocol";
import type { JournaledEvent } from "@aside/session";
import { z } from "zod";
import { factOf } from "../risk/generalise.ts";
import type { Quasi } from "../risk/quasi-identifiers.ts";
import { quasiOf } from "../risk/quasi-of-turns.ts";
import { residualsIn, type Residual } from "../risk/residuals.ts";
import { transcriptOf, type About, type Span, type Transcript } from "../transcript.ts";
import { languageOf, LANGUAGES } from "../utility/language.ts";
import { createUtility, measure } from "../utility/utility.ts";
import type { DetectTurns } from "./detect-turns.ts";
import { mark } from "./mark.ts";

/** The machine, the second detector and this form of marks: what is older than it is marked again. */
export const MARKS_VERSION = "2";

// Checked by hand: what zod builds for each element would take longer than the whole export of it.

function numbers(each: number) {
  return z.custom<readonly number[]>(
    (value) =>
      Array.isArray(value) &&
      value.length % each === 0 &&
      value.every((one) => typeof one === "number"),
  );
}

function strings(longest: number) {
  return z.custom<readonly string[]>(
    (value) =>
      Array.isArray(value) &&
      value.every((one) => typeof one === "string" && one.length <= longest),
  );
}

const COSTS = Object.keys(utilityReport.shape);

function costs() {
  return z.custom<UtilityReport>((value) => {
    if (typeof value !== "object" || value === null) return false;
    const entries = Object.entries(value);
    return (
      entries.length === COSTS.length &&
      entries.every(([name, one]) => COSTS.includes(name) && Number.isInteger(one) && one >= 0)
    );
  });
}

function counts() {
  return z.custom<Readonly<Record<string, number>>>(
    (value) =>
      typeof value === "object" &&
      value !== null &&
      Object.values(value).every((one) => typeof one === "number"),
  );
}

/**
 * What is known of a conversation's turns without their text: kept beside the journal, so that an export of what was
 * detected before only slices and joins. The text stays in the journal and nowhere else.
 */
export const marksSchema = z.strictObject({
  startedAt: z.int(),
  /** Which event each turn was, in order; a capture's turn has the placeholders that stand for it. */
  seqs: numbers(1),
  ats: numbers(1),
  /** `c` customer, `a` agent, `k` a capture; a letter a turn. */
  speakers: z.string().regex(/^[cak]*$/),
  captured: strings(400),
  /** What the numbers below stand for. */
  names: strings(40),
  /** Six numbers a span: turn, start, end, type, source, group or −1; four a fact or residual: turn, start, end, type. */
  spans: numbers(6),
  quasi: numbers(4),
  residuals: numbers(4),
});

/** What an export needs to know of a conversation before it reads it: for filters, counts and risk. */
export const factsSchema = z.strictObject({
  agents: strings(60),
  outcomes: strings(20),
  language: z.enum(LANGUAGES),
  messages: z.int().min(0),
  /** UTF-16 units of all turns. */
  length: z.int().min(0),
  /** How many spans of each type. */
  replaced: counts(),
  /** Quasi-identifiers as they are, and one step coarser: what is counted for k. Empty when there are none. */
  classes: z.tuple([z.string(), z.string()]),
  quasi: counts(),
  residuals: counts(),
  /** What replacing by defaults costs. */
  utility: costs(),
});

export type Marks = z.infer<typeof marksSchema>;
export type Facts = z.infer<typeof factsSchema>;

export interface Marked {
  readonly marks: Marks;
  readonly facts: Facts;
  /** The text of every turn that is a message, by seq. */
  readonly texts: readonly string[];
  /** The journal's text at each turn's place is the turn's: the marks may be kept for it. */
  readonly keepable: boolean;
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
  const quasi = quasiOf(
    transcript.turns.map(({ text }) => text),
    spans,
  );
  const residuals = transcript.turns.map(({ text }, turn) =>
    residualsIn(text, [...(spans[turn] ?? []), ...(quasi[turn] ?? [])]),
  );
  const isCaptured = (list: readonly Span[]) => list.some(({ source }) => source === "captured");
  const { turns } = transcript;
  const names = new Map<string, number>();
  const nameOf = (name: string): number => {
    if (!names.has(name)) names.set(name, names.size);
    return names.get(name) ?? 0;
  };
  const flatSpans = spans.flatMap((list, turn) =>
    list.flatMap(({ start, end, type: of, source, group = -1 }) => [
      turn,
      start,
      end,
      nameOf(of),
      nameOf(source),
      group,
    ]),
  );
  const flatQuasi = quasi.flatMap((list, turn) =>
    list.flatMap(({ start, end, type: of }) => [turn, start, end, nameOf(of)]),
  );
  const flatResiduals = residuals.flatMap((list, turn) =>
    list.flatMap(({ start, end, kind }) => [turn, start, end, nameOf(`residual.${kind}`)]),
  );
  const marks: Marks = {
    startedAt: transcript.startedAt,
    seqs: turns.map(({ seq }) => seq),
    ats: turns.map(({ at }) => at),
    speakers: turns
      .map((turn) => (isCaptured(turn.spans) ? "k" : turn.speaker === "agent" ? "a" : "c"))
      .join(""),
    captured: turns.flatMap((turn) => (isCaptured(turn.spans) ? [turn.text] : [])),
    names: [...names.keys()],
    spans: flatSpans,
    quasi: flatQuasi,
    residuals: flatResiduals,
  };
  return {
    marks,
    facts: factsOf(transcript, { spans, quasi, residuals }, defaults),
    keepable: !transcript.amended,
    texts: turns.flatMap((turn) => (isCaptured(turn.spans) ? [] : [turn.text])),
  };
}

function factsOf(
  transcript: Transcript & About,
  found: {
    readonly spans: readonly (readonly Span[])[];
    readonly quasi: readonly (readonly Quasi[])[];
    readonly residuals: readonly (readonly Residual[])[];
  },
  defaults: Defaults,
): Facts {
  const { turns, agents, outcomes } = transcript;
  const { spans, quasi, residuals } = found;
  return {
    agents: [...agents],
    outcomes: [...outcomes],
    language: languageOf(turns.map(({ text }) => text)),
    messages: turns.length,
    length: turns.reduce((sum, { text }) => sum + text.length, 0),
    replaced: counted(spans.flat().map(({ type: of }) => of)),
    classes: [classOf(transcript, quasi, 0), classOf(transcript, quasi, 1)],
    quasi: counted(quasi.flat().map(({ type: of }) => of)),
    residuals: counted(residuals.flat().map(({ kind }) => kind)),
    utility: utilityOf(turns, spans, defaults),
  };
}

/** What the defaults cost: the same for every export in that mode, as long as nothing is made coarser. */
function utilityOf(
  turns: Transcript["turns"],
  spans: readonly (readonly Span[])[],
  defaults: Defaults,
): UtilityReport {
  const marked = turns.map(({ text }, index) => ({ text, spans: spans[index] ?? [] }));
  const replace = (_value: string, of: string) => defaultOf(defaults, of);
  // What the defaults spelled by accident is marked by now.
  const replaced = replaceConversation(marked, replace, { mended: true });
  const utility = createUtility();
  measure(utility, marked, replaced);
  return utility.report();
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

/** How often each of these stands in a list. */
export function counted(list: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of list) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
}
