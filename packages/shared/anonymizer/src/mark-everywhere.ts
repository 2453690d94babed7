import { UNKNOWN_DEFAULT, type Defaults } from "./defaults.ts";
import { createFinder, type Finder } from "./create-finder.ts";
import { foldCase, MIN_VALUE, valueFinder } from "./find-values.ts";
import { formsOf } from "./find-forms.ts";
import type { MarkedSpan, MarkedTurn } from "./replace-conversation.ts";
import type { Span } from "./span.ts";
import { tidySpans } from "./span.ts";
import { digitsOf } from "./surrogates/pour.ts";

/**
 * The second pass: every caught value is searched in every turn, in whatever case and encoding; numbers in whatever
 * grouping; the street of an address, the local part of an e-mail address and the words of a name on their own.
 *
 * @param turns with spans that may overlap, as they were found; those that come back do not
 * @param isCommon whether a word in small letters means something else too ("will", "may"): it is then a name only
 *   where it stands with a capital and not at the beginning
 */
export function markEverywhere<S extends MarkedSpan>(
  turns: readonly { readonly text: string; readonly spans: readonly S[] }[],
  defaults: Defaults,
  isCommon: (word: string) => boolean,
): { text: string; spans: (S | MarkedSpan)[] }[] {
  const caught = caughtIn(turns, defaults, isCommon);
  const find = valueFinder(caught.values);
  const findExact = createFinder(caught.exact);
  const findNumber = createFinder(caught.numbers);
  const marked = turns.map(({ text, spans }) => {
    if (caught.empty) return { text, spans: tidySpans<S | MarkedSpan>(spans, text.length) };
    const found = [
      ...find(text),
      ...(ENCODED.test(text) ? findExact(text) : []),
      ...(caught.numbers.size === 0 ? [] : numbersIn(text, findNumber)),
      ...wordsIn(text, caught.words, isCommon),
    ].filter((one) => !spans.some((span) => span.start <= one.start && one.end <= span.end));
    for (const { start, end, type } of found) noteSpelling(text.slice(start, end), type, caught);
    return { text, spans: tidySpans<S | MarkedSpan>([...spans, ...found], text.length) };
  });
  if (caught.spellings.size === 0) return marked;
  // A first name alone, or a number in another grouping, was found above; now its encodings are.
  const again = { folded: new Map<string, string>(), exact: new Map<string, string>() };
  for (const [value, type] of caught.spellings) addForms(value, type, again.folded, again.exact);
  const findAgain = valueFinder(again.folded);
  const findExactAgain = createFinder(again.exact);
  return marked.map((turn) => {
    const found = [
      ...findAgain(turn.text),
      ...(ENCODED.test(turn.text) ? findExactAgain(turn.text) : []),
    ].filter((one) => !turn.spans.some((span) => span.start <= one.start && one.end <= span.end));
    if (found.length === 0) return turn;
    return {
      ...turn,
      spans: tidySpans<S | MarkedSpan>([...turn.spans, ...found], turn.text.length),
    };
  });
}

/** Notes how a value was written, where it is not how it was caught. */
function noteSpelling(value: string, type: string, { formed, spellings }: Caught): void {
  if (value.length >= MIN_VALUE && !formed.has(foldCase(value))) spellings.set(value, type);
}

/** The encodings of a value as it was written and in small letters. */
function addForms(
  value: string,
  type: string,
  folded: Map<string, string>,
  exact: Map<string, string>,
): void {
  for (const form of new Set([value, foldCase(value)])) {
    const forms = formsOf(form);
    for (const one of forms.folded) if (!folded.has(one)) folded.set(one, type);
    for (const one of forms.exact) exact.set(one, type);
  }
}

interface Caught {
  readonly empty: boolean;
  /** Folded value → type. */
  readonly values: Map<string, string>;
  /** Whose case matters → type. */
  readonly exact: Map<string, string>;
  /** Digits → type. */
  readonly numbers: Map<string, string>;
  /** Folded word of a name → type. */
  readonly words: Map<string, string>;
  /** Folded values whose encodings are among the above. */
  readonly formed: Set<string>;
  /** Others that are found meanwhile → type. */
  readonly spellings: Map<string, string>;
}

function caughtIn(
  turns: readonly MarkedTurn[],
  defaults: Defaults,
  isCommon: (word: string) => boolean,
): Caught {
  const settled = new Set(
    [...Object.values(defaults), UNKNOWN_DEFAULT].map((one) => foldCase(one)),
  );
  const [values, exact, numbers, words] = [0, 1, 2, 3].map(() => new Map<string, string>());
  if (!values || !exact || !numbers || !words) throw new RangeError();
  const groups = new Map<number, { value: string; type: string }>();
  const known = new Set<string>();
  const formed = new Set<string>();
  const take = (value: string, type: string) => {
    // Of a value that is said again and again once.
    const named = `${type} ${value}`;
    if (known.has(named)) return;
    known.add(named);
    const folded = foldCase(value.trim());
    if (settled.has(folded) || PLACEHOLDER.test(folded)) return;
    if (folded.length >= MIN_VALUE) {
      values.set(folded, type);
      formed.add(folded);
      addForms(value.trim(), type, values, exact);
    }
    const digits = digitsOf(folded);
    if (digits.length >= MIN_DIGITS && NUMBERS.has(type)) numbers.set(digits, type);
    for (const part of partsOf(folded, type)) {
      if (part.length >= MIN_VALUE && !settled.has(part)) values.set(part, type);
    }
    if (type === "PERSON") {
      // `annlee` and `ann_lee`, where no detector sees a username.
      const glued = folded.match(WORD) ?? [];
      for (const by of glued.length > 1 ? GLUES : []) {
        const one = glued.join(by);
        if (one.length >= MIN_GLUED && !settled.has(one) && !values.has(one))
          values.set(one, "USERNAME");
      }
      for (const word of folded.match(WORD) ?? []) if (!TITLES.test(word)) words.set(word, type);
    }
  };
  for (const { text, spans } of turns) {
    for (const { start, end, type, group } of spans) {
      const value = text.slice(start, end);
      take(value, type);
      if (group !== undefined) {
        const before = groups.get(group);
        groups.set(group, { type, value: before ? `${before.value}${value}` : value });
      }
    }
  }
  for (const { value, type } of groups.values()) take(value, type);
  // The default of a name may be a customer's own, and stands for every other: once replaced, both look the same.
  if (turns.some(({ spans }) => spans.some(({ type }) => type === "PERSON"))) {
    const person = foldCase(defaults.PERSON);
    if (person.length >= MIN_VALUE && !PLACEHOLDER.test(person)) values.set(person, "PERSON");
    for (const word of person.match(WORD) ?? []) if (!isCommon(word)) words.set(word, "PERSON");
  }
  return {
    empty: values.size + numbers.size + words.size === 0,
    values,
    exact,
    numbers,
    words,
    formed,
    spellings: new Map(),
  };
}

const WORD = /[\p{L}\p{M}]{3,}/gu;
const MIN_DIGITS = 6;
const GLUES = ["", ".", "_", "-"];
const MIN_GLUED = 7;
const PLACEHOLDER = /^\[[^\]]*\]$/;
const TITLES = /^(?:mrs|miss|prof|sir|madam|herr|frau|the|and|von|van)$/;
const NUMBERS = new Set([
  "CARD_NUMBER",
  "PHONE",
  "SSN",
  "ACCOUNT_ID",
  "ORDER_ID",
  "PASSPORT",
  "DRIVER_LICENSE",
  "IBAN",
]);

/** What of a value is telling by itself: the street of an address, the local part of an e-mail address. */
function partsOf(folded: string, type: string): string[] {
  if (type === "EMAIL") return [folded.split(/\s*@|\s+at\s+/)[0] ?? ""];
  if (type !== "ADDRESS") return [];
  const street = folded.split(",")[0]?.trim() ?? "";
  const name = street.replace(/^\d+\w?\s+|\s+\d+\w?$/g, "");
  return name.includes(" ") ? [street, name] : [street];
}

/** A form of five characters or more, in base64. */
const ENCODED = /[A-Za-z0-9+/_-]{6}/;

/** Digits of a caught number with other marks between them. */
function numbersIn(text: string, find: Finder): Span[] {
  const found: Span[] = [];
  for (const match of text.matchAll(/\p{Nd}(?:[\s.,:/()\u2010-\u2015-]{0,3}\p{Nd})+/gu)) {
    const places = Array.from(match[0].matchAll(/\p{Nd}/gu), ({ index }) => match.index + index);
    for (const { start, end, type } of find(digitsOf(match[0]))) {
      const last = places[end - 1] ?? 0;
      const width = (text.codePointAt(last) ?? 0) > 0xffff ? 2 : 1;
      found.push({ start: places[start] ?? 0, end: last + width, type });
    }
  }
  return found;
}

function wordsIn(
  text: string,
  words: ReadonlyMap<string, string>,
  isCommon: (word: string) => boolean,
): Span[] {
  if (words.size === 0 || (words.size <= FEW && hasNone(text, words))) return [];
  const found: Span[] = [];
  for (const match of text.matchAll(WORD)) {
    const word = foldCase(match[0]);
    const type = words.get(word);
    if (type === undefined) continue;
    const capital = /^\p{Lu}/u.test(match[0]) && match.index > 0;
    if (isCommon(word) && !capital) continue;
    found.push({ start: match.index, end: match.index + match[0].length, type });
  }
  return found;
}

/** Of more, looking at each of the text's words is quicker. */
const FEW = 30;

/** None of these is in a text: quicker to know than to look at each of its words. False where it cannot be told. */
function hasNone(text: string, words: ReadonlyMap<string, string>): boolean {
  const folded = text.toLowerCase();
  // A capital sigma's small letter depends on what is around it.
  if (folded.length !== text.length || text.includes("\u03a3")) return false;
  for (const word of words.keys()) if (folded.includes(word)) return false;
  return true;
}
