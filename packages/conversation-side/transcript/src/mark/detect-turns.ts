import type { MarkedSpan } from "@aside/anonymizer";
import { detectorsFor, type DetectorOptions } from "@aside/detection";
import type { Turn } from "../transcript.ts";

/**
 * What is sensitive in each turn, seen together with all turns: one list a turn, spans into the turn's text. Pieces of
 * one value share a `group`.
 */
export type DetectTurns = (
  turns: readonly { readonly speaker: Turn["speaker"]; readonly text: string }[],
) => readonly (readonly MarkedSpan[])[];

/** A question tells what its answer is, a later turn what an earlier one was. */
export function detectTurns(options: DetectorOptions = {}): DetectTurns {
  const detectors = detectorsFor({ ...options, profile: "export" });
  return (turns) => {
    const detector = detectors();
    const found: MarkedSpan[][] = turns.map(() => []);
    turns.forEach((turn, index) => {
      const { findings, retroactive } = detector.add(turn);
      const all = [...findings.map((finding) => ({ turn: index, finding })), ...retroactive];
      for (const { turn: at, finding } of all) {
        const { start, end, type, rule } = finding;
        if (rule !== "split") {
          found[at]?.push({ start, end, type });
          continue;
        }
        // What the piece was taken for alone, it is no longer.
        const others = (found[at] ?? []).filter((one) => one.end <= start || end <= one.start);
        found[at] = [...others, { start, end, type, group: index }];
      }
    });
    return found;
  };
}
