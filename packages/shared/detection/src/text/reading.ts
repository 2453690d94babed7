import type { DigitRun } from "../digits/digit-runs.ts";
import { isOneAmongWords } from "../digits/one-among-words.ts";
import { spokenRuns } from "../digits/spoken-runs.ts";
import type { FindingType } from "../finding.ts";
import type { Folded } from "../fold/fold.ts";
import { fold, unfold } from "../fold/fold.ts";
import type { CuePhrase, Lexis } from "../language/lexis.ts";
import { MEANS } from "../language/lexis.ts";
import type { Reason } from "../rules/find-cue.ts";
import type { Scan, Token } from "./tokens.ts";
import { SHAPE, scanText, tokensOf } from "./tokens.ts";

/** A cue phrase at tokens `[first, end)`. */
export interface CueHit extends CuePhrase {
  first: number;
  end: number;
}

/** One message, read once: every rule works on this. What most messages have no need of is made when it is asked for. */
export class Reading {
  readonly folded: Folded;
  /** The folded text. */
  readonly text: string;
  readonly lexis: Lexis;
  /** Bits of {@link SHAPE}. */
  readonly shape: number;
  /** Bits of {@link MEANS} of all its words. */
  readonly meanings: number;
  /** By the token after the cue; the last cue in a phrase wins. */
  readonly cueEndingAt: ReadonlyMap<number, CueHit>;
  readonly cueStartingAt: ReadonlyMap<number, CueHit>;
  /** By token, what was found in front of it: each rule asks of the same values. */
  reasonsBefore: Map<number, readonly Reason[]> | undefined;
  readonly #scan: Scan;
  readonly #offset: number;
  #named: ReadonlySet<FindingType | undefined> | undefined;
  #tokens: readonly Token[] | undefined;
  #runs: readonly DigitRun[] | undefined;

  /** `offset`: where `text` begins in the message. */
  constructor(text: string, lexis: Lexis, offset = 0) {
    this.#offset = offset;
    this.folded = fold(text);
    this.text = this.folded.text;
    this.lexis = lexis;
    const scan = scanText(this.text, lexis.vocabulary);
    const { meanings } = scan;
    this.meanings = meanings;
    let starting: Map<number, CueHit> | undefined;
    let ending: Map<number, CueHit> | undefined;
    if (meanings & MEANS.cueStart) {
      lexis.cues.each(scan, ({ type, words }, first, end) => {
        const hit = { type, words, first, end };
        (starting ??= new Map()).set(first, hit);
        (ending ??= new Map()).set(end, hit);
      });
    }
    this.cueStartingAt = starting ?? NO_CUES;
    this.cueEndingAt = ending ?? NO_CUES;
    const said = meanings & MEANS.digits && !isOneAmongWords(scan, lexis);
    const number = scan.shape & (SHAPE.digit | SHAPE.joined) || said ? SHAPE.number : 0;
    this.shape = scan.shape | number | (meanings & MEANS.at ? SHAPE.saidAt : 0);
    this.#scan = scan;
    this.#runs = number ? undefined : NO_RUNS;
  }

  /** `[start, end)` of the folded text in the message as it was given. */
  original(start: number, end: number): { start: number; end: number } {
    const span = unfold(this.folded, start, end);
    return { start: span.start + this.#offset, end: span.end + this.#offset };
  }

  /** Whether a cue of this type is in the message. */
  names(type: FindingType): boolean {
    if (this.cueStartingAt.size === 0) return false;
    this.#named ??= new Set(Array.from(this.cueStartingAt.values(), (hit) => hit.type));
    return this.#named.has(type);
  }

  get tokens(): readonly Token[] {
    return (this.#tokens ??= tokensOf(this.#scan, this.lexis.vocabulary));
  }

  /** How many tokens there are, without making them. */
  get size(): number {
    return this.#scan.count;
  }

  get runs(): readonly DigitRun[] {
    return (this.#runs ??= spokenRuns(this.tokens, this.lexis));
  }
}

const NO_CUES: ReadonlyMap<number, CueHit> = new Map();
const NO_RUNS: readonly DigitRun[] = [];

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
  return token.raw !== "." || !lexis.means(tokens[at - 1], MEANS.abbreviation);
}
