import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createConversationDetector } from "../src/index.ts";
import type { Finding } from "../src/index.ts";

/** Conversations written for this file, `a:` an agent, `c:` a customer; what is to be found stands in brackets behind its type. */
const CHATS = readFileSync(new URL("support-chats.txt", import.meta.url), "utf8")
  .trim()
  .split("\n\n")
  .map((chat) => chat.split("\n"));

test.each(CHATS.map((lines) => [lines.join(" / ").slice(0, 90), lines]))("%s", (_, lines) => {
  expect(marked(lines.map((line) => line.replace(/\[[A-Z_]+ ([^\]]+)\]/g, "$1")))).toEqual(lines);
});

/** The lines with what the detector finds in brackets; a later finding takes the place of those that it covers. */
function marked(lines: readonly string[]): string[] {
  const detector = createConversationDetector();
  const found: Finding[][] = lines.map(() => []);
  for (const [index, line] of lines.entries()) {
    const speaker = line.startsWith("a") ? "agent" : "customer";
    const { findings, retroactive } = detector.add({ speaker, text: line.slice(3) });
    found[index] = findings;
    for (const { turn, finding } of retroactive) {
      const others = (found[turn] ?? []).filter(
        ({ start, end }) => end <= finding.start || start >= finding.end,
      );
      found[turn] = [...others, finding];
    }
  }
  return lines.map((line, index) => line.slice(0, 3) + mark(line.slice(3), found[index] ?? []));
}

function mark(text: string, findings: readonly Finding[]): string {
  let written = "";
  let last = 0;
  for (const { type, start, end } of findings.toSorted((a, b) => a.start - b.start)) {
    written += `${text.slice(last, start)}[${type} ${text.slice(start, end)}]`;
    last = end;
  }
  return written + text.slice(last);
}
