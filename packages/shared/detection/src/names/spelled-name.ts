import type { Proposal } from "../rules/proposal.ts";
import type { Reading } from "../text/reading.ts";

/** A name letter by letter, where a name was asked for or is spoken of: "k o w a l c z y k", "B-R-A-N-D". */
export function spelledNames(reading: Reading, asked: boolean): Proposal[] {
  const { tokens } = reading;
  const proposals: Proposal[] = [];
  let first = 0;
  let letters = 0;
  for (let at = 0; at <= tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind === "word" && token.key.length === 1) {
      if (letters++ === 0) first = at;
      continue;
    }
    const joint = token?.kind === "mark" && JOINTS.has(token.raw) && letters > 0;
    const doubled = token?.key === "double" && tokens[at + 1]?.key.length === 1;
    if (joint || (doubled && letters > 0)) continue;
    if (letters >= MIN_LETTERS && (asked || isSpokenOf(reading, first)))
      proposals.push(made(reading, first, lastLetter(reading, first, at)));
    letters = 0;
  }
  return proposals;
}

const MIN_LETTERS = 3;
const JOINTS = new Set(["-", ".", ","]);

function lastLetter({ tokens }: Reading, first: number, end: number): number {
  let last = end - 1;
  while (last > first && tokens[last]?.kind === "mark") last--;
  return last;
}

/** "my name is", "spelled", or a name right in front of the letters. */
function isSpokenOf({ tokens, cueStartingAt }: Reading, first: number): boolean {
  for (let at = Math.max(0, first - REACH); at < first; at++)
    if (SPELLS.has(tokens[at]?.key ?? "") || cueStartingAt.get(at)?.type === "PERSON") return true;
  return false;
}

const REACH = 5;
const SPELLS = new Set(["spelled", "spelt", "spell", "spelling"]);

function made({ tokens }: Reading, first: number, last: number): Proposal {
  return {
    type: "PERSON",
    start: tokens[first]?.start ?? 0,
    end: tokens[last]?.end ?? 0,
    confidence: 0.74,
    evidence: ["a name letter by letter"],
    rule: "name-spelled",
  };
}
