import type { DigitRun } from "../digits/digit-runs.ts";
import { isEan } from "./ean.ts";
import type { Issuer } from "./issuers.ts";
import { issuerOf } from "./issuers.ts";
import { luhnWindows } from "./luhn.ts";

/** A card number in a digit run: groups `first` to `last`, both included. */
export interface CardWindow {
  first: number;
  last: number;
  issuer: Issuer;
  grouping: Grouping;
}

/** How the number is written: as printed on cards, otherwise but alone in its run, or inside a longer row of digits. */
export type Grouping = "printed" | "alone" | "inside";

/**
 * Card numbers in a run of digits: an issuer's range and an issued length (credit-card-type), a right check digit
 * (Luhn), and whole written groups, so that no number is made of halves of two others. With `cue` a row of digits
 * without a visible end counts too.
 */
export function findCards(run: DigitRun, cue: boolean): CardWindow[] {
  if (run.digits.length < MIN_DIGITS) return [];
  let luhn: ReturnType<typeof luhnWindows> | undefined;
  const windows: CardWindow[] = [];
  /** The first group with which a number is long enough. */
  let nearest = 0;
  for (let first = 0; first < run.groups.length; first++) {
    const from = run.groups[first]?.from ?? 0;
    if (run.digits.length - from < MIN_DIGITS) break;
    while ((run.groups[nearest]?.to ?? Infinity) - from < MIN_DIGITS) nearest++;
    if (!cue && nearest - first >= PRINTED_GROUPS && goesOnFrom(run, first)) continue;
    const issuer = issuerOf(run.digits, from);
    if (!issuer) continue;
    for (let last = nearest; last < run.groups.length; last++) {
      const length = (run.groups[last]?.to ?? 0) - from;
      if (length > MAX_DIGITS) break;
      // Nine of ten are told by their check digit, which costs less than the lengths do.
      if (!(luhn ??= luhnWindows(run.digits)).passes(from, from + length)) continue;
      if (!issuer.lengths.includes(length)) continue;
      // Maestro's range takes most of what a till scans.
      if (!cue && isEan(run.digits.slice(from, from + length))) continue;
      const grouping = groupingOf(run, first, last);
      if (grouping === "inside" && !cue && !hasVisibleEdges(run, first, last)) continue;
      windows.push({ first, last, issuer, grouping });
    }
  }
  return withoutOverlaps(windows, run.groups.length);
}

const MIN_DIGITS = 12;
const MAX_DIGITS = 19;

const RANK: Record<Grouping, number> = { printed: 0, alone: 1, inside: 2 };
const PRINTED = /^(?:\d+|4 4 4|4 4 4 [1-4]|4 4 4 4 [1-3]|4 6 [45]|6 13|8 8)$/;
const PRINTED_GROUPS = 5;

function groupingOf(run: DigitRun, first: number, last: number): Grouping {
  if (last - first < PRINTED_GROUPS) {
    const sizes = run.groups.slice(first, last + 1).map((group) => group.to - group.from);
    if (PRINTED.test(sizes.join(" "))) return "printed";
  }
  return first === 0 && last === run.groups.length - 1 ? "alone" : "inside";
}

/** Whether a group looks as the one before it and the one behind it do: no number begins there that shows. */
function goesOnFrom({ groups, gaps }: DigitRun, at: number): boolean {
  const before = groups[at - 1];
  const group = groups[at];
  if (!before || !group) return false;
  const alike = before.to - before.from === group.to - group.from;
  return alike && before.dressed === group.dressed && gaps[at - 1] === gaps[at];
}

/** An edge shows when the separator or the size of the groups changes there. */
function hasVisibleEdges(run: DigitRun, first: number, last: number): boolean {
  const changes = (gap: string | undefined, neighbour: number) => {
    const group = run.groups[neighbour];
    if (gap === undefined || !group) return true;
    const inside = run.groups[neighbour < first ? first : last];
    if (group.dressed !== inside?.dressed) return true;
    let sameGap = false;
    let sameSize = false;
    for (let at = first; at <= last; at++) {
      const one = run.groups[at];
      sameSize ||= one !== undefined && one.to - one.from === group.to - group.from;
      sameGap ||= at < last && run.gaps[at] === gap;
      if (sameGap && sameSize) return false;
    }
    return true;
  };
  return changes(run.gaps[first - 1], first - 1) && changes(run.gaps[last], last + 1);
}

function withoutOverlaps(windows: CardWindow[], groups: number): CardWindow[] {
  if (windows.length < 2) return windows;
  const taken = new Uint8Array(groups);
  const width = (window: CardWindow) => window.last - window.first;
  const ranked = windows.toSorted(
    (a, b) => RANK[a.grouping] - RANK[b.grouping] || width(b) - width(a) || a.first - b.first,
  );
  return ranked
    .filter((window) => {
      if (taken.subarray(window.first, window.last + 1).includes(1)) return false;
      taken.fill(1, window.first, window.last + 1);
      return true;
    })
    .sort((a, b) => a.first - b.first);
}
