import type { DigitRun } from "../digits/digit-runs.ts";
import { spokenRuns } from "../digits/spoken-runs.ts";
import type { Folded } from "../fold/fold.ts";
import { fold } from "../fold/fold.ts";
import type { CuePhrase, Lexis } from "../language/lexis.ts";
import type { Token } from "./tokens.ts";
import { tokensOf } from "./tokens.ts";

/** A cue phrase at tokens `[first, end)`. */
export interface CueHit extends CuePhrase {
  first: number;
  end: number;
}

/** One message, read once: every rule works on this. */
export interface Reading {
  folded: Folded;
  /** The folded text. */
  text: string;
  tokens: readonly Token[];
  /** By the token after the cue; the last cue in a phrase wins. */
  cueEndingAt: ReadonlyMap<number, CueHit>;
  cueStartingAt: ReadonlyMap<number, CueHit>;
  runs: readonly DigitRun[];
  lexis: Lexis;
}

export function readMessage(text: string, lexis: Lexis): Reading {
  const folded = fold(text);
  const tokens = tokensOf(folded.text);
  let cueEndingAt: Map<number, CueHit> | undefined;
  let cueStartingAt: Map<number, CueHit> | undefined;
  for (let at = 0; at < tokens.length;) {
    const found = lexis.cues.longestAt(tokens, at);
    if (!found) {
      at++;
      continue;
    }
    const { type, words } = found.value;
    const hit = { type, words, first: at, end: found.end };
    (cueEndingAt ??= new Map()).set(found.end, hit);
    (cueStartingAt ??= new Map()).set(at, hit);
    at = found.end;
  }
  const runs = spokenRuns(tokens, lexis);
  return {
    folded,
    text: folded.text,
    tokens,
    cueEndingAt: cueEndingAt ?? NO_CUES,
    cueStartingAt: cueStartingAt ?? NO_CUES,
    runs,
    lexis,
  };
}

const NO_CUES: ReadonlyMap<number, CueHit> = new Map();

/** Whether token `at` ends a sentence: a stop that nothing touches from behind and that no abbreviation needs. */
export function endsSentence(
  { tokens, lexis }: Pick<Reading, "tokens" | "lexis">,
  at: number,
): boolean {
  const token = tokens[at];
  if (token?.kind !== "mark") return false;
  if (token.raw !== "." && token.raw !== "?" && token.raw !== "!") return false;
  const next = tokens[at + 1];
  if (next && next.start === token.end) return false;
  return token.raw !== "." || !lexis.abbreviations.has(tokens[at - 1]?.key ?? "");
}
