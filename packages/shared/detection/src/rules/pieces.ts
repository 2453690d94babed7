import type { DigitRun } from "../digits/digit-runs.ts";
import type { Reading } from "../text/reading.ts";

/** A number as somebody may have meant it: some groups of a run. */
export interface Piece {
  digits: string;
  /** Offsets in the folded text, with a plus or a bracket in front. */
  start: number;
  end: number;
  firstToken: number;
  endToken: number;
  run: DigitRun;
  /** Its first group, and how many. */
  first: number;
  groups: number;
  dressed: boolean;
}

/** Groups `[first, end)` of a run as one piece. */
export function pieceOf(
  { text, tokens }: Reading,
  run: DigitRun,
  first: number,
  end: number,
): Piece {
  const head = run.groups[first];
  const tail = run.groups[end - 1];
  let dressed = false;
  for (let at = first; at < end; at++) dressed ||= run.groups[at]?.dressed === true;
  let start = head?.start ?? 0;
  let firstToken = head?.firstToken ?? 0;
  for (let lead = tokens[firstToken - 1]; lead; lead = tokens[firstToken - 1]) {
    const opens =
      lead.raw === "+" || (lead.raw === "(" && text.slice(start, tail?.end).includes(")"));
    if (!opens || start - lead.end > 1) break;
    start = lead.start;
    firstToken--;
  }
  return {
    digits: run.digits.slice(head?.from ?? 0, tail?.to ?? 0),
    start,
    end: tail?.end ?? 0,
    firstToken,
    endToken: tail?.endToken ?? 0,
    run,
    first,
    groups: end - first,
    dressed,
  };
}

/** The sizes of its groups: `3-3-4`. */
export function sizesOf({ run, first, groups }: Piece): string {
  let sizes = "";
  for (let at = first; at < first + groups; at++) {
    const size = digitCount(run, at, at + 1);
    sizes += at > first ? `-${size}` : size;
  }
  return sizes;
}

/** How many digits groups `[first, end)` have. */
export function digitCount(run: DigitRun, first: number, end: number): number {
  return (run.groups[end - 1]?.to ?? 0) - (run.groups[first]?.from ?? 0);
}

/**
 * Where a run is cut since one number ends and the next begins: at commas before blanks, line ends, pipes; and, when `fine`,
 * at every blank between groups that are more than one digit long. Of groups `[from, to)`, the group behind each piece.
 */
export function cutRun(run: DigitRun, fine: boolean, from = 0, to = run.groups.length): number[] {
  const ends: number[] = [];
  for (let at = from + 1; at < to; at++) if (isCut(run, at, fine)) ends.push(at);
  ends.push(to);
  return ends;
}

/** Groups of 3, 2 and 4 with commas between: still one social security number. */
function isOneNumber({ groups, gaps }: DigitRun): boolean {
  return (
    groups.length === 3 &&
    gaps[0] === "," &&
    gaps[1] === "," &&
    groups[0]?.to === 3 &&
    groups[1]?.to === 5 &&
    groups[2]?.to === 9
  );
}

const HARD = new Set(",;|\n\r");

function isCut(run: DigitRun, at: number, fine: boolean): boolean {
  const left = run.groups[at - 1];
  const right = run.groups[at];
  const gap = run.gaps[at - 1] ?? "";
  if (!left || !right) return false;
  if (isOneNumber(run)) return false;
  const largest = Math.max(left.to - left.from, right.to - right.from);
  if (largest <= 2 && (left.dressed || right.dressed)) return false;
  // "four one five, triple five".
  if (largest === 3 && left.dressed && right.dressed) return false;
  if (HARD.has(gap)) return true;
  return fine && (gap === " " || gap === "\t") && !(left.dressed && right.dressed);
}
