/** Digits written together: `digits` of a run from `from` to `to`, at `[start, end)` of the folded text. */
export interface DigitGroup {
  from: number;
  to: number;
  start: number;
  end: number;
}

/** Groups that stand close enough to be one number written in pieces. */
export interface DigitRun {
  /** All digits of the run, without what stands between. */
  digits: string;
  groups: DigitGroup[];
  /** The separator between group i and group i + 1: the first that is not a blank, else a line end, else a blank. */
  gaps: string[];
}

/** The digit runs of a folded text: groups of digits with at most four separators between two of them. */
export function digitRuns(text: string): DigitRun[] {
  const runs: DigitRun[] = [];
  let run: DigitRun | undefined;
  let parts: string[] = [];
  let length = 0;
  let gap = NONE;
  let gapSize = 0;
  let at = 0;
  const finish = () => {
    if (run) run.digits = parts.join("");
  };
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (!isDigit(code)) {
      gapSize++;
      gap = SEPARATORS.includes(code) ? Math.max(gap, rankOfGap(code)) : BREAK;
      if (gap === BREAK || gapSize > MAX_GAP) {
        gap = BREAK;
        at = skipToDigit(text, at);
      } else at++;
      continue;
    }
    const start = at;
    while (at < text.length && isDigit(text.charCodeAt(at))) at++;
    if (!run || gap === BREAK || gapSize > MAX_GAP) {
      finish();
      run = { digits: "", groups: [], gaps: [] };
      runs.push(run);
      parts = [];
      length = 0;
    } else {
      run.gaps.push(String.fromCharCode(gap));
    }
    parts.push(text.slice(start, at));
    run.groups.push({ from: length, to: length + at - start, start, end: at });
    length += at - start;
    gap = NONE;
    gapSize = 0;
  }
  finish();
  return runs;
}

const MAX_GAP = 4;
const NONE = 0;
const BREAK = 0xffff;
const NEWLINE = 10;
const BLANK = 32;
const SEPARATORS = Array.from(" \t\n\r-._/,:;|*+~\\", (separator) => separator.charCodeAt(0));

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Visible separators count more than a line end, a line end more than a blank. */
function rankOfGap(code: number): number {
  if (code === 9) return 9;
  return code === BLANK ? 1 : code === NEWLINE || code === 13 ? NEWLINE : code;
}

function skipToDigit(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && !isDigit(text.charCodeAt(at))) at++;
  return at;
}
