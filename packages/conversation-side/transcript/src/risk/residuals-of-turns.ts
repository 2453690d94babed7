import { markEverywhere, MIN_VALUE, type Defaults } from "@aside/anonymizer";
import { isCommonWord } from "@aside/detection";
import type { Span } from "../transcript.ts";
import { residualsIn, type Residual, type ResidualKind } from "./residuals.ts";

interface Taken {
  readonly start: number;
  readonly end: number;
}

interface Residuals {
  readonly residuals: readonly (readonly Residual[])[];
  /** What only the second detector took and reads as a default, of the type whose default it is: it stays what it is. */
  readonly settled: readonly (readonly Span[])[];
}

/**
 * What the second detector takes in each turn, seen together with all turns: what one turn shows is taken in every turn, in
 * whatever case, grouping and encoding.
 *
 * @param taken the spans that are replaced or made coarser anyway, one list a turn
 */
export function residualsOf(
  texts: readonly string[],
  taken: readonly (readonly Taken[])[],
  defaults: Defaults,
): Residuals {
  const values = telling(defaults);
  const settled = texts.map((): Span[] => []);
  const residuals = texts.map((text, turn) => {
    const own = taken[turn] ?? [];
    const found = residualsIn(text, own);
    const as = found.length === 0 ? [] : defaultsBeside(text, values, [...own], found);
    if (as.length === 0) return found;
    settled[turn] = as;
    return residualsIn(text, [...own, ...as]);
  });
  if (residuals.every((list) => list.length === 0)) return { residuals, settled };
  const marked = markEverywhere(
    texts.map((text, turn) => ({
      text,
      spans: (residuals[turn] ?? [])
        .map(({ start, end, kind }) => ({ start, end, type: READ_AS[kind] }))
        .filter(({ start, end, type }) => type !== "PERSON" || isName(text.slice(start, end))),
    })),
    // Of the name that stands for every other, nothing is to be looked for here.
    { ...defaults, PERSON: "-" },
    isCommonWord,
  );
  return {
    settled,
    residuals: residuals.map((list, turn) => {
      const others = [...(settled[turn] ?? []), ...(taken[turn] ?? [])];
      const more = (marked[turn]?.spans ?? [])
        .filter((one) => !others.some(({ start, end }) => one.start < end && start < one.end))
        .map(({ start, end, type }) => ({ start, end, kind: KINDS.get(type) ?? "token" }));
      const own = list.filter(
        ({ start, end }) => !more.some((one) => one.start <= start && end <= one.end),
      );
      return [...own, ...more].toSorted((a, b) => a.start - b.start);
    }),
  };
}

/** Defaults that are told from other text, the longest first: not `example`, which may be the end of an address. */
function telling(defaults: Defaults): readonly (readonly [type: string, value: string])[] {
  return Object.entries(defaults)
    .filter(([, value]) => value.length >= MIN_VALUE && /[\p{Nd}@]/u.test(value))
    .toSorted(([, a], [, b]) => b.length - a.length);
}

/** Where a default stands whole, in or around what was found. */
function defaultsBeside(
  text: string,
  values: readonly (readonly [type: string, value: string])[],
  taken: Taken[],
  found: readonly Residual[],
): Span[] {
  const spans: Span[] = [];
  for (const [type, value] of values) {
    for (let start = text.indexOf(value); start >= 0; start = text.indexOf(value, start + 1)) {
      const end = start + value.length;
      const touches = (one: Taken) => start < one.end && one.start < end;
      if (taken.some(touches) || !found.some(touches) || !isApart(text, start, end)) continue;
      const span = { start, end, type, source: "found" } as const;
      spans.push(span);
      taken.push(span);
    }
  }
  return spans.toSorted((a, b) => a.start - b.start);
}

/** No part of a longer number, word or address: `AL12345678`, not `9912345678` nor `jane.doe@example.com.example`. */
function isApart(text: string, start: number, end: number): boolean {
  const isAddress = text.slice(start, end).includes("@");
  const [left, right] = [
    text.slice(Math.max(0, start - 1), start + 1),
    text.slice(end - 1, end + 2),
  ];
  return !SAME.test(left) && !SAME.test(right) && !(isAddress && GOES_ON.test(right));
}

const SAME = /^(?:\p{Nd}{2}|\p{L}{2})/u;
const GOES_ON = /^.[.@-][\p{L}\p{Nd}]/u;

/** As what it is looked for elsewhere. */
const READ_AS: Readonly<Record<ResidualKind, string>> = {
  email: "EMAIL",
  card: "CARD_NUMBER",
  digits: "ACCOUNT_ID",
  spelled: "PIN",
  token: "PASSWORD",
  street: "ADDRESS",
  introduced: "PERSON",
};

const KINDS: ReadonlyMap<string, ResidualKind> = new Map([
  ["EMAIL", "email"],
  ["CARD_NUMBER", "card"],
  ["ACCOUNT_ID", "digits"],
  ["PIN", "spelled"],
  ["PASSWORD", "token"],
  ["ADDRESS", "street"],
  ["PERSON", "introduced"],
  ["USERNAME", "introduced"],
]);

/** `This is Great` introduces nobody who could be looked for. */
function isName(value: string): boolean {
  return value.split(" ").some((word) => !isCommonWord(word.toLowerCase()));
}
