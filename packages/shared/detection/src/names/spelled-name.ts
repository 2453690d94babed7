import type { Proposal } from "../rules/proposal.ts";
import type { Reading } from "../text/reading.ts";

/** A name letter by letter, where a name was asked for or is spoken of: "k o w a l c z y k", "B-R-A-N-D", "d as in delta, r for romeo, u". */
export function spelledNames(reading: Reading, asked: boolean): Proposal[] {
  const { tokens } = reading;
  const proposals: Proposal[] = [];
  for (let first = 0; first < tokens.length; first++) {
    let letters = 0;
    let end = first;
    for (let at = first; at < tokens.length;) {
      const behind = letterEnd(reading, at);
      if (behind > at) {
        letters++;
        at = behind;
        end = at;
      } else if (letters > 0 && isJoint(reading, at)) at++;
      else break;
    }
    if (letters === 0) continue;
    if (letters >= MIN_LETTERS && (asked || isSpokenOf(reading, first)))
      proposals.push(made(reading, first, end - 1));
    first = end - 1;
  }
  return proposals;
}

const MIN_LETTERS = 3;
const JOINTS = new Set(["-", ".", ","]);

/** What may stand between two letters. */
function isJoint({ tokens }: Reading, at: number): boolean {
  const { kind, raw, key } = tokens[at] ?? {};
  return kind === "mark"
    ? JOINTS.has(raw ?? "")
    : key === "double" && tokens[at + 1]?.key.length === 1;
}

/** Behind a letter and the word that stands for it: "d", "d as in delta", "d for delta". */
function letterEnd({ tokens }: Reading, at: number): number {
  const letter = tokens[at];
  if (letter?.kind !== "word" || letter.key.length !== 1) return at;
  let end = at + 1;
  if (SAYS.has(tokens[end]?.key ?? "")) end += tokens[end + 1]?.key === "in" ? 2 : 1;
  const said = tokens[end];
  return end > at + 1 && said?.kind === "word" && said.key.startsWith(letter.key)
    ? end + 1
    : at + 1;
}

/** "my name is", "spelled", or a name right in front of the letters. */
function isSpokenOf({ tokens, cueStartingAt }: Reading, first: number): boolean {
  for (let at = Math.max(0, first - REACH); at < first; at++)
    if (SPELLS.has(tokens[at]?.key ?? "") || cueStartingAt.get(at)?.type === "PERSON") return true;
  return false;
}

const REACH = 5;
const SAYS = new Set(["as", "for", "like"]);
const SPELLS = new Set(["spelled", "spelt", "spell", "spelling"]);

function made({ tokens }: Reading, first: number, last: number): Proposal {
  return {
    type: "PERSON",
    start: tokens[first]?.start ?? 0,
    end: tokens[last]?.end ?? 0,
    // Over the names among the words: "d for david".
    confidence: last - first > 1 && SAYS.has(tokens[first + 1]?.key ?? "") ? 0.96 : 0.74,
    evidence: ["a name letter by letter"],
    rule: "name-spelled",
  };
}
