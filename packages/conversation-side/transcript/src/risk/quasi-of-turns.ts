import { foldCase } from "@aside/anonymizer";
import { isCommonWord } from "@aside/detection";
import { townOf } from "./places/places.ts";
import { quasiIn, type Quasi, type QuasiType } from "./quasi-identifiers.ts";

interface Taken {
  readonly start: number;
  readonly end: number;
}

/**
 * Quasi-identifiers of each turn, seen together with all turns: a city, a name or an employer that one turn shows to be one
 * is it in every turn, in whatever case.
 *
 * @param taken the spans that are replaced anyway, one list a turn
 */
export function quasiOf(texts: readonly string[], taken: readonly (readonly Taken[])[]): Quasi[][] {
  const found = texts.map((text, turn) => quasiIn(text, taken[turn] ?? []));
  const known = new Map<string, QuasiType>();
  found.forEach((list, turn) => {
    for (const { start, end, type } of list) {
      const said = foldCase(texts[turn]?.slice(start, end) ?? "");
      const value = type === "quasi.city" ? townOf(said) : said;
      if (REPEATED.has(type) && value.length >= MIN_LENGTH && !isCommonWord(value))
        known.set(value, type);
    }
  });
  if (known.size === 0) return found;
  return found.map((list, turn) => {
    const more = again(texts[turn] ?? "", known, [...list, ...(taken[turn] ?? [])]);
    return more.length === 0 ? list : [...list, ...more].toSorted((a, b) => a.start - b.start);
  });
}

const REPEATED: ReadonlySet<QuasiType> = new Set([
  "quasi.given-name",
  "quasi.city",
  "quasi.region",
  "quasi.employer",
]);
const MIN_LENGTH = 3;

function again(
  text: string,
  known: ReadonlyMap<string, QuasiType>,
  taken: readonly Taken[],
): Quasi[] {
  const folded = foldCase(text);
  const found: Quasi[] = [];
  for (const [value, type] of known) {
    for (let start = folded.indexOf(value); start >= 0; start = folded.indexOf(value, start + 1)) {
      const end = start + value.length;
      const touches = (one: Taken) => start < one.end && one.start < end;
      if (isWhole(folded, start, end) && ![...taken, ...found].some(touches))
        found.push({ start, end, type });
    }
  }
  return found;
}

function isWhole(text: string, start: number, end: number): boolean {
  return (
    !/[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, start - 2), start)) &&
    !/^[\p{L}\p{N}]/u.test(text.slice(end, end + 2))
  );
}
