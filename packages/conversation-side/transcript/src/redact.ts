import { replaceFindings, type Defaults } from "@aside/anonymizer";
import type { Span, Transcript, Turn } from "./transcript.ts";

interface Found {
  readonly start: number;
  readonly end: number;
  readonly type: string;
}

/** What is sensitive in each turn, seen together with all turns: one list a turn, spans into the turn's text. */
export type DetectTurns = (
  turns: readonly { readonly speaker: Turn["speaker"]; readonly text: string }[],
) => readonly (readonly Found[])[];

/**
 * Replaces every captured, cut and found span by its class's default (EXP1). The result's spans point at the defaults.
 * A found span that touches a captured or cut one is dropped: its characters are placeholders already.
 */
export function redact(
  transcript: Transcript,
  detect: DetectTurns,
  defaults: Defaults,
): Transcript {
  const found = detect(transcript.turns);
  return {
    ...transcript,
    turns: transcript.turns.map((turn, index) => redactTurn(turn, found[index] ?? [], defaults)),
  };
}

function redactTurn(turn: Turn, found: readonly Found[], defaults: Defaults): Turn {
  const fresh = found.filter(
    (one) => !turn.spans.some((span) => one.start < span.end && span.start < one.end),
  );
  const spans: Span[] = [
    ...turn.spans,
    ...fresh.map(({ start, end, type }) => ({ start, end, type, source: "found" as const })),
  ].toSorted((a, b) => a.start - b.start);
  const replaced = replaceFindings(turn.text, spans, defaults);
  return { ...turn, text: replaced.text, spans: withSources(replaced.spans, spans) };
}

/** The anonymizer may find a replaced value once more elsewhere in the text: such a span counts as found. */
function withSources(replaced: readonly Found[], asked: readonly Span[]): Span[] {
  let next = 0;
  return replaced.map(({ start, end, type }) => {
    const source = asked[next]?.type === type ? (asked[next]?.source ?? "found") : "found";
    if (asked[next]?.type === type) next += 1;
    return { start, end, type, source };
  });
}
