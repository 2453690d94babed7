import { tokenBits, WORD } from "../lexicon/lexicon.ts";
import { isMisspelled } from "../lexicon/misspelled.ts";
import * as MEANS from "../language/means.ts";
import type { CueHit, Reading } from "../text/reading.ts";
import type { Proposal } from "./proposal.ts";
import type { Context } from "./context.ts";
import { mixedWord } from "./secret-words.ts";
import { STOP } from "./word-range.ts";

/**
 * A password that is a word: "password is ilovemywife", "password rangeralone 85". What follows the word for it must be no common word, so this
 * needs the lexicon: only the export profile has it. And one that is set where passwords were spoken of.
 */
export function wordedSecretProposals(reading: Reading, context: Context): Proposal[] {
  const proposals: Proposal[] = [];
  const set = context.isTopic("PASSWORD") && reading.tokens.some(({ key }) => SETS.has(key));
  const mixed = set ? mixedWord(reading) : undefined;
  if (mixed) proposals.push(made(reading, mixed, ["passwords are spoken of"]));
  for (const hit of reading.cueEndingAt.all) {
    if (hit.type !== "PASSWORD") continue;
    const value = valueBehind(reading, hit);
    if (value) proposals.push(made(reading, value, BEHIND));
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
const BEHIND = ["named in front of it", "no word of the language"];
/** "can you set it to Tulip7!x". */
const SETS = new Set("set change changed make made try tried use used".split(" "));

function made({ tokens }: Reading, { first, end }: Range, evidence: readonly string[]): Proposal {
  return {
    type: "PASSWORD",
    start: tokens[first]?.start ?? 0,
    end: tokens[end - 1]?.end ?? 0,
    confidence: 0.9,
    evidence,
    rule: "word-password",
  };
}
