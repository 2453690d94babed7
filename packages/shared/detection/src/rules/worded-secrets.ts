import { tokenBits, WORD } from "../lexicon/lexicon.ts";
import { isMisspelled } from "../lexicon/misspelled.ts";
import { MEANS } from "../language/lexis.ts";
import type { CueHit, Reading } from "../text/reading.ts";
import type { Proposal } from "./proposal.ts";
import { STOP } from "./word-range.ts";

/**
 * A password that is a word: "password is ilovemywife", "password rangeralone 85". What follows the word for it must be no common word, so this
 * needs the lexicon: only the export profile has it.
 */
export function wordedSecretProposals(reading: Reading): Proposal[] {
  const proposals: Proposal[] = [];
  for (const hit of reading.cueEndingAt.all) {
    if (hit.type !== "PASSWORD") continue;
    const value = valueBehind(reading, hit);
    if (value) proposals.push(made(reading, value));
  }
  return proposals;
}

interface Range {
  first: number;
  end: number;
}

function valueBehind(
  { tokens, lexis, cueStartingAt }: Reading,
  { end: from }: CueHit,
): Range | undefined {
  let at = from;
  while (at < from + 3 && LINKS.has(tokens[at]?.key ?? "")) at++;
  const word = tokens[at];
  if (word?.kind !== "word" || word.key.length < SHORTEST || cueStartingAt.has(at))
    return undefined;
  if (STOP.has(word.key) || lexis.means(word, MEANS.connector | MEANS.request)) return undefined;
  if (tokenBits(word) & (WORD.common | WORD.frequent | WORD.foreign)) return undefined;
  // "password is incorect".
  if (isMisspelled(word.key)) return undefined;
  const next = tokens[at + 1];
  const digits = next?.kind === "digits" && next.start - word.end <= 1;
  const end = digits ? at + 2 : at + 1;
  return tokens[end] === undefined || tokens[end]?.kind === "mark" || tokens[end]?.key === "and"
    ? { first: at, end }
    : undefined;
}

const LINKS = new Set(["is", "was", ":", "=", "-"]);
const SHORTEST = 5;

function made({ tokens }: Reading, { first, end }: Range): Proposal {
  return {
    type: "PASSWORD",
    start: tokens[first]?.start ?? 0,
    end: tokens[end - 1]?.end ?? 0,
    confidence: 0.9,
    evidence: ["named in front of it", "no word of the language"],
    rule: "word-password",
  };
}
