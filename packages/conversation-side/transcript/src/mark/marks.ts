import { tidySpans, type Defaults } from "@aside/anonymizer";
import type { JournaledEvent } from "@aside/session";
import { quasiOf } from "../risk/quasi-of-turns.ts";
import { residualsOf } from "../risk/residuals-of-turns.ts";
import { transcriptOf, type Span, type Turn } from "../transcript.ts";
import type { DetectTurns } from "./detect-turns.ts";
import { factsOf, type Found } from "./facts-of.ts";
import { mark } from "./mark.ts";
import type { Facts, Marks } from "./marks-schema.ts";

export interface Marked {
  readonly marks: Marks;
  readonly facts: Facts;
  /** The text of every turn that is a message, and which event that was. */
  readonly texts: readonly string[];
  readonly seqs: readonly number[];
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
  const { turns, seqs, startedAt } = transcript;
  const first = mark(turns, detect, defaults);
  const said = turns.map(({ text }) => text);
  const quasi = quasiOf(said, first);
  const { residuals, settled } = residualsOf(
    said,
    first.map((list, turn) => [...list, ...(quasi[turn] ?? [])]),
    defaults,
  );
  const spans = first.map((list, turn) =>
    settled[turn]?.length === 0
      ? list
      : tidySpans<Span>([...list, ...(settled[turn] ?? [])], said[turn]?.length ?? 0),
  );
  const letters = turns.map(letterOf);
  const found: Found = { spans, quasi, residuals };
  const isSaid = (turn: number) => letters[turn] !== "k";
  return {
    marks: {
      startedAt,
      speakers: letters.join(""),
      gaps: turns.map(({ at }, turn) => at - (turns[turn - 1]?.at ?? startedAt)),
      captured: turns.flatMap(({ text }, turn) => (isSaid(turn) ? [] : [text])),
      ...numbered(found),
    },
    facts: factsOf(transcript, found, defaults),
    keepable: !transcript.amended,
    texts: turns.flatMap(({ text }, turn) => (isSaid(turn) ? [text] : [])),
    seqs: seqs.filter((_, turn) => isSaid(turn)),
  };
}

/** Lists of numbers, so that they are read quickly. */
function numbered(found: Found): Pick<Marks, "names" | "spans" | "quasi" | "residuals"> {
  const names = new Map<string, number>();
  const nameOf = (name: string): number => {
    if (!names.has(name)) names.set(name, names.size);
    return names.get(name) ?? 0;
  };
  const spans = found.spans.flatMap((list, turn) =>
    list.flatMap(({ start, end, type, source, group = -1 }) => [
      turn,
      start,
      end,
      nameOf(type),
      nameOf(source),
      group,
    ]),
  );
  const quasi = found.quasi.flatMap((list, turn) =>
    list.flatMap(({ start, end, type }) => [turn, start, end, nameOf(type)]),
  );
  const residuals = found.residuals.flatMap((list, turn) =>
    list.flatMap(({ start, end, kind }) => [turn, start, end, nameOf(`residual.${kind}`)]),
  );
  return { names: [...names.keys()], spans, quasi, residuals };
}

function letterOf({ speaker, spans }: Turn): "c" | "a" | "k" {
  if (spans.some(({ source }) => source === "captured")) return "k";
  return speaker === "agent" ? "a" : "c";
}
