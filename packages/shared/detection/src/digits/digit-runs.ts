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
  groups: DigitGroup[];
  /** The separator between group i and group i + 1: the first that is not a blank, else a line end, else a blank. */
  gaps: string[];
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
  #parts: string[] = [];
  #length = 0;
  #run: DigitRun | undefined;

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
    if (!this.#run || gap === undefined) {
      this.finish();
      this.#length = digits.length;
      const to = digits.length;
      const group = { from: 0, to, start, end, firstToken, endToken, dressed };
      // Most runs have one group: an array that grows would keep room for many.
      this.#runs.push((this.#run = { digits, groups: [group], gaps: [] }));
      return;
    }
    if (this.#parts.length === 0) this.#parts.push(this.#run.digits);
    this.#parts.push(digits);
    this.#run.gaps.push(gap);
    const from = this.#length;
    this.#length += digits.length;
    this.#run.groups.push({ from, to: this.#length, start, end, firstToken, endToken, dressed });
  }

  finish(): DigitRun[] {
    if (this.#run && this.#parts.length > 0) {
      this.#run.digits = this.#parts.join("");
      this.#parts = [];
    }
    this.#run = undefined;
    return this.#runs;
  }
}

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

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function nextDigit(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isDigit(text.charCodeAt(at))) at++;
  return at;
}
