import type { DigitRun } from "../digits/digit-runs.ts";
import { isOneAmongWords } from "../digits/one-among-words.ts";
import { spokenRuns } from "../digits/spoken-runs.ts";
import type { FindingType } from "../finding.ts";
import { TYPE_BITS } from "../finding.ts";
import type { Folded } from "../fold/fold.ts";
import { fold, unfold } from "../fold/fold.ts";
import type { Lexis } from "../language/lexis.ts";
import * as MEANS from "../language/means.ts";
import type { Reason } from "../rules/find-cue.ts";
import { CueHits } from "./cue-hits.ts";
import type { Scan, Token } from "./tokens.ts";
import { scanText, tokensOf } from "./tokens.ts";
import * as SHAPE from "./shape.ts";
import { byToken } from "./by-token.ts";

export type { CueHit } from "./cue-hits.ts";

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
  /** How many digits it has. */
  readonly digits: number;
  /** Units of its longest row without a blank. */
  readonly longestRow: number;
  /** By the token after the cue; the last cue in a phrase wins. */
  readonly cueEndingAt: CueHits;
  readonly cueStartingAt: CueHits;
  /** Bits of {@link TYPE_BITS} of all its cues. */
  readonly named: number;
  readonly #scan: Scan;
  readonly #offset: number;
  #tokens: readonly Token[] | undefined;
  #runs: readonly DigitRun[] | undefined;
  #reasons: (KnownReasons | undefined)[] | undefined;
  #reasonsBefore: (readonly Reason[] | undefined)[] | undefined;

  /** `offset`: where `text` begins in the message. */
  constructor(text: string, lexis: Lexis, offset = 0) {
    this.#offset = offset;
    this.folded = fold(text);
    this.text = this.folded.text;
    this.lexis = lexis;
    const scan = scanText(this.text, lexis.vocabulary);
    const { meanings } = scan;
    this.meanings = meanings;
    this.digits = scan.digits;
    this.longestRow = scan.longestRow;
    let starting = NO_CUES;
    let ending = NO_CUES;
    let named = 0;
    if (meanings & MEANS.cueStart) {
      lexis.cues.each(scan, ({ type, bit }, words, first, end) => {
        const hit = { type, bit, words, first, end };
        named |= bit;
        if (starting === NO_CUES) {
          starting = new CueHits(scan.count);
          ending = new CueHits(scan.count);
        }
        starting.add(first, hit);
        ending.add(end, hit);
      });
    }
    this.cueStartingAt = starting;
    this.cueEndingAt = ending;
    this.named = named;
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
    return (this.named & (TYPE_BITS[type] ?? 0)) !== 0;
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

  /** What rules remember of the value at a token. */
  get reasons(): (KnownReasons | undefined)[] {
    return (this.#reasons ??= byToken<KnownReasons>(this.size));
  }

  /** By token, what was found in front of it. */
  get reasonsBefore(): (readonly Reason[] | undefined)[] {
    return (this.#reasonsBefore ??= byToken<readonly Reason[]>(this.size));
  }
}

interface KnownReasons {
  end: number;
  reasons: readonly Reason[];
}

const NO_CUES = new CueHits(0);
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
