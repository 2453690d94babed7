import { isDigit } from "../text/units.ts";

/** Digits written or said together: `digits` of a run from `from` to `to`, at `[start, end)` of the folded text. */
export interface DigitGroup {
  from: number;
  to: number;
  start: number;
  end: number;
  /** Tokens `[firstToken, endToken)`; both 0 where no tokens were made. */
  firstToken: number;
  endToken: number;
  /** Said in words, or with letters in the place of digits. */
  dressed: boolean;
}

/** Groups that stand close enough to be one number written in pieces. */
export interface DigitRun {
  /** All digits of the run, without what stands between. */
  digits: string;
  groups: readonly DigitGroup[];
  /** The separator between group i and group i + 1: the first that is not a blank, else a line end, else a blank. */
  gaps: readonly string[];
}

/** The digit runs of a folded text: groups of digits with at most six separators between two of them. */
export function digitRuns(text: string): DigitRun[] {
  const builder = new RunBuilder();
  let previousEnd = 0;
  let at = nextDigit(text, 0);
  while (at < text.length) {
    const start = at;
    while (at < text.length && isDigit(text.charCodeAt(at))) at++;
    builder.add(gapBetween(text, previousEnd, start), text.slice(start, at), start, at);
    previousEnd = at;
    at = nextDigit(text, at);
  }
  return builder.finish();
}

/** Puts groups together to runs. */
export class RunBuilder {
  readonly #runs: DigitRun[] = [];
  readonly #least: number;
  // Of the open run; used again by the next one, since an array that grows from nothing keeps room for many and most runs have one group.
  readonly #groups: DigitGroup[] = [];
  readonly #gaps: string[] = [];
  #digits = "";
  #count = 0;

  /** `least`: runs of fewer digits are left out. */
  constructor(least = 1) {
    this.#least = least;
  }

  /** A gap of `undefined` begins a new run. */
  add(
    gap: string | undefined,
    digits: string,
    start: number,
    end: number,
    firstToken = 0,
    endToken = 0,
    dressed = false,
  ): void {
    if (gap === undefined || this.#count === 0) this.finish();
    else this.#gaps[this.#count - 1] = gap;
    const from = this.#digits.length;
    this.#digits += digits;
    const to = this.#digits.length;
    this.#groups[this.#count++] = { from, to, start, end, firstToken, endToken, dressed };
  }

  finish(): DigitRun[] {
    const count = this.#count;
    if (this.#digits.length >= this.#least) {
      const groups = this.#groups.slice(0, count);
      const gaps = count > 1 ? this.#gaps.slice(0, count - 1) : NO_GAPS;
      this.#runs.push({ digits: this.#digits, groups, gaps });
    }
    this.#digits = "";
    this.#count = 0;
    return this.#runs;
  }
}

const NO_GAPS: readonly string[] = [];

/** What stands between two groups when it can stand inside a number. */
export function gapBetween(text: string, from: number, to: number): string | undefined {
  if (to - from > MAX_GAP) return undefined;
  let gap = 0;
  for (let at = from; at < to; at++) {
    const rank = SEPARATORS.get(text.charCodeAt(at));
    if (rank === undefined) return undefined;
    if (rank > gap) gap = rank;
  }
  return GAPS[gap];
}

const MAX_GAP = 6;
const WRITTEN = "\t\r\n.-_/,:;|*+~\\()";
/** Visible separators count more than a line end, a line end more than a blank. */
const GAPS = ["", " ", ...WRITTEN];
const SEPARATORS = new Map(
  [...GAPS.entries()].slice(1).map(([rank, gap]) => [gap.charCodeAt(0), rank]),
);

function nextDigit(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isDigit(text.charCodeAt(at))) at++;
  return at;
}
