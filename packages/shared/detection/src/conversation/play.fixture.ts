import type { DetectorOptions } from "./detector.ts";
import { createConversationDetector } from "./detector.ts";

/** Plays lines such as `a: And the PIN?` and returns each line's findings as `TYPE value`, retroactive ones included. */
export function play(lines: readonly string[], options: DetectorOptions = {}): string[][] {
  const detector = createConversationDetector(options);
  const texts = lines.map((line) => line.slice(3));
  const found: string[][] = lines.map(() => []);
  for (const [index, line] of lines.entries()) {
    const speaker = line.startsWith("a") ? "agent" : "customer";
    const { findings, retroactive } = detector.add({ speaker, text: texts[index] ?? "" });
    found[index] = findings.map((one) => `${one.type} ${texts[index]?.slice(one.start, one.end)}`);
    for (const { turn, finding } of retroactive) {
      found[turn] = [
        ...new Set([
          ...(found[turn] ?? []),
          `${finding.type} ${texts[turn]?.slice(finding.start, finding.end)}`,
        ]),
      ];
    }
  }
  return found;
}
