import { foldCase } from "../find-values.ts";
import { DEFAULTS, UNKNOWN_DEFAULT, defaultOf } from "../defaults.ts";
import type { MarkedTurn, Replace } from "../replace-conversation.ts";
import { cardOf } from "./cards.ts";
import { createCalendar } from "./calendar.ts";
import { dateOrderOf, shiftDate } from "./dates.ts";
import { digits, number, pick, type Draw } from "./draw.ts";
import { emailOf, usernameOf } from "./handles.ts";
import { ibanOf } from "./iban.ts";
import { ipOf, shapedOf, ssnOf } from "./ids.ts";
import { nameLanguage } from "./name-pools.ts";
import { titleBefore } from "./name-words.ts";
import { createNames } from "./names.ts";
import { createOriginals } from "./originals.ts";
import { phoneOf } from "./phones.ts";
import { addressOf, createStreets, postcodeOf } from "./places.ts";
import { compact, digitsOf, pour } from "./pour.ts";

/** A conversation's dates move by 1 to so many weeks, either way: a Monday stays a Monday. */
const MOST_WEEKS = 52;
/** Dates of birth, and others that are long past, move by 1 to so many days of their own. */
const MOST_DAYS = 364;
const ATTEMPTS = 100;
const FEW_ATTEMPTS = 5;

export interface Surrogates {
  readonly replace: Replace;
  /** By how many days the dates of the conversation's own time move, its turns' times included. */
  readonly days: number;
  /** Null for what cannot be moved. */
  readonly shift: (date: string) => string | null;
}

/**
 * Surrogates for one conversation: typed, coherent, valid in form and nobody's. The same value always gets the same one;
 * two values never do; none occurs in the conversation.
 *
 * @param turns with all their spans: what is learnt from one is used for all
 * @param language of the conversation, of names and streets that tell none: `en`, `de`, `es`, `fr`, `pt` or `ar`
 * @param draw keyed by the export and the conversation, so that neither two exports nor two conversations can be joined
 * @param startedAt when it began, in milliseconds since the epoch: of dates without a year
 */
export function createSurrogates(
  turns: readonly MarkedTurn[],
  draw: Draw,
  language = "en",
  startedAt = 0,
): Surrogates {
  const originals = createOriginals(turns.map(({ text }) => text));
  const names = createNames(draw, originals, nameLanguage(language) ?? "en");
  const streets = createStreets(draw, originals);
  const given = new Map<string, string>();
  const order = dateOrderOf(
    turns.map(({ text }) => text),
    language,
  );
  const dates = turns.flatMap(({ text, spans }) =>
    spans
      .filter(({ type }) => DATES.has(type))
      .map(({ start, end, type }) => ({ type, date: text.slice(start, end) })),
  );
  const { moveBy } = createCalendar(
    dates.map(({ date }) => date),
    startedAt,
    order,
  );
  const isBorn = (type: string) => type !== "quasi.date";
  const past = freeDays("past", 1, MOST_DAYS, isBorn);
  const days = freeDays("days", 7, MOST_WEEKS, (type) => !isBorn(type));
  const shift = (date: string) => shiftDate(date, moveBy(days, past), order);
  const shiftPast = (date: string) => shiftDate(date, moveBy(past, past), order);
  for (const { text, spans } of turns) {
    for (const { start, end, type } of spans)
      if (NAMES.has(type)) names.learn(titleBefore(text, start) + text.slice(start, end));
  }
  const cards = cardValues(turns);

  /** So many of a unit, either way, by which no date becomes another one that was said. */
  function freeDays(
    label: string,
    unit: number,
    most: number,
    isOf: (type: string) => boolean,
  ): number {
    // Of days of the month alone there are too few.
    const whole = dates.filter(
      ({ type, date }) => isOf(type) && date.trim().length > "31st".length,
    );
    let by = 0;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const drawn = number(draw(`${label} ${attempt}`), 2 * most);
      by = unit * (drawn < most ? drawn + 1 : most - 1 - drawn);
      const move = moveBy(by, by);
      if (whole.every(({ date }) => originals.isFree(shiftDate(date, move, order) ?? "-"))) break;
    }
    return by;
  }

  /** Kinds of which there were none left once: others of them are hardly worth a search. */
  const scarce = new Set<string>();

  function free(make: (attempt: number) => string | undefined, type: string): string {
    const attempts = scarce.has(type) ? FEW_ATTEMPTS : ATTEMPTS;
    for (let attempt = 0; attempt < attempts; attempt++) {
      const candidate = make(attempt);
      if (candidate === undefined) break;
      if (originals.isFree(candidate)) {
        originals.take(candidate);
        return candidate;
      }
    }
    scarce.add(type);
    return type.includes("PARTIAL") ? defaultOf(DEFAULTS, type) : UNKNOWN_DEFAULT;
  }

  /** A street alone is the same one in two spellings: it may be given twice. */
  function address(value: string, type: string): string {
    const of = (attempt: number) => addressOf(value, streets, draw, attempt, language);
    return /[\d,]/.test(value) ? free(of, type) : (of(0) ?? UNKNOWN_DEFAULT);
  }

  function secret(value: string, type: string): string {
    return free((attempt) => `example${digits(draw(`${type} ${value} ${attempt}`), 4)}`, type);
  }

  /** Four digits of a number that was given in full are those of its surrogate. */
  function partial(value: string, whole: string, type: string): string {
    const own = digitsOf(value);
    const full =
      own.length < 3
        ? undefined
        : cards.find(({ type: of, digits: all }) => of === whole && all.endsWith(own));
    if (full) return pour(digitsOf(replace(full.value, whole)).slice(-own.length), value);
    return free(
      (attempt) =>
        pour(
          digits(draw(`${type} ${own} ${attempt}`), Math.max(1, own.length)),
          own.length === 0 ? "" : value,
        ),
      type,
    );
  }

  function make(value: string, type: string): string {
    const shaped = () => free((attempt) => shapedOf(value, type, draw, attempt), type);
    switch (type) {
      case "EMAIL":
      case "email":
        return free((attempt) => emailOf(value, names, draw, attempt), type);
      case "USERNAME":
      // No name has digits: it is one in another encoding, or with a number behind.
      case "PERSON":
      case "card.holder":
      case "address.name":
        return free((attempt) => usernameOf(value, names, draw, attempt), type);
      case "CARD_NUMBER":
      case "card.pan":
        return cardOf(value, draw, originals) ?? UNKNOWN_DEFAULT;
      case "CARD_PARTIAL":
        return partial(value, "CARD_NUMBER", type);
      case "SSN_PARTIAL":
        return partial(value, "SSN", type);
      case "SSN":
      case "id.national":
        return free((attempt) => ssnOf(value, draw, attempt), type);
      case "IBAN":
      case "bank.iban":
        return free((attempt) => ibanOf(value, draw, attempt), type);
      case "PHONE":
      case "phone":
        return free((attempt) => phoneOf(value, draw, attempt), type);
      case "DATE_OF_BIRTH":
      case "date.birth":
        return shiftPast(value) ?? defaultOf(DEFAULTS, type);
      case "EXPIRY":
      case "card.exp":
        return free((attempt) => expiryOf(value, draw, attempt), type);
      case "ADDRESS":
      case "address.line1":
        return address(value, type);
      case "POSTCODE":
      case "address.postal":
        return free((attempt) => postcodeOf(value, draw, attempt), type);
      case "IP":
        return free((attempt) => ipOf(value, draw, attempt), type);
      case "URL":
        return free((attempt) => urlOf(value, draw, attempt), type);
      case "SECURITY_ANSWER":
        return isNames(value) ? names.name(value) : secret(value, type);
      case "PASSWORD":
        return secret(value, type);
      default:
        return /\p{Nd}/u.test(value) || !type.includes(".") ? shaped() : defaultOf(DEFAULTS, type);
    }
  }

  function replace(value: string, type: string): string {
    // The placeholder of a value that is not in the journal: its default says of what kind it was.
    const original = /^\[[^\]]*\]$/.test(value) ? defaultOf(DEFAULTS, type) : value;
    if (NAMES.has(type) && !/\p{Nd}/u.test(original)) return names.name(original);
    const key = `${kindOf(type)} ${keyOf(value, type)}`;
    const known = given.get(key);
    if (known !== undefined) return regrouped(known, original, type);
    const made = make(original, type);
    given.set(key, made);
    return made;
  }

  return { replace, days, shift };
}

function expiryOf(value: string, draw: Draw, attempt: number): string {
  const bytes = draw(`expiry ${value} ${attempt}`);
  return `${String(1 + number(bytes, 12)).padStart(2, "0")}/${30 + number(bytes, 9, 1)}`;
}

function urlOf(value: string, draw: Draw, attempt: number): string {
  const host = pick(["example.com", "example.org"], draw(`url ${value} ${attempt}`));
  return `https://${host}/${digits(draw(`path ${value} ${attempt}`), 6)}`;
}

/** A maiden name, a pet, a street: one to three words and nothing else. */
function isNames(value: string): boolean {
  return /^\s*[\p{L}\p{M}'’-]{2,}(?: [\p{L}\p{M}'’-]{2,}){0,2}\s*$/u.test(value);
}

/** What {@link Surrogates.shift} is asked for: dates of birth, and those that are left in the text. */
const DATES = new Set(["DATE_OF_BIRTH", "date.birth", "quasi.date"]);
const NAMES = new Set(["PERSON", "card.holder", "address.name"]);

/** What was typed and what was captured are of one kind; a number is one id, whether it was taken for an account's or an order's. */
function kindOf(type: string): string {
  return KINDS.get(type) ?? type;
}

const KINDS = new Map([
  ...["ACCOUNT_ID", "ORDER_ID", "PASSPORT", "DRIVER_LICENSE", "bank.us.account"].map(
    (type) => [type, "id"] as const,
  ),
  ["bank.iban", "IBAN"],
  ["card.pan", "CARD_NUMBER"],
  ["id.national", "SSN"],
  ["phone", "PHONE"],
  ["email", "EMAIL"],
]);

/** Spellings of one value have one key: a number by its digits, an id without what stands between, other values by their letters. */
function keyOf(value: string, type: string): string {
  if (isGrouped(type)) return foldCase(compact(value));
  const numeric = digitsOf(value);
  return BY_DIGITS.has(type) && numeric.length >= 3 ? numeric : foldCase(value.trim());
}

/** The surrogate of a value that was written in another grouping before. */
function regrouped(known: string, value: string, type: string): string {
  return BY_DIGITS.has(type) || isGrouped(type)
    ? compact(known).length === compact(value).length
      ? pour(compact(known), value)
      : known
    : known;
}

/** Codes that are written with blanks and without. */
function isGrouped(type: string): boolean {
  return kindOf(type) === "id" || kindOf(type) === "IBAN" || type === "LICENSE_PLATE";
}

const BY_DIGITS = new Set([
  "CARD_NUMBER",
  "card.pan",
  "CARD_PARTIAL",
  "SSN",
  "SSN_PARTIAL",
  "PHONE",
  "phone",
  "PIN",
  "CVV",
  "card.cvv",
  "id.national",
]);

function cardValues(turns: readonly MarkedTurn[]) {
  const parts = new Map<number, { type: string; value: string }>();
  const values: { type: string; value: string }[] = [];
  for (const { text, spans } of turns) {
    for (const { start, end, type, group } of spans) {
      if (type !== "CARD_NUMBER" && type !== "SSN") continue;
      const value = text.slice(start, end);
      const before = group === undefined ? undefined : parts.get(group);
      if (group === undefined) values.push({ type, value });
      else parts.set(group, { type, value: before ? `${before.value} ${value}` : value });
    }
  }
  return [...values, ...parts.values()].map((one) => ({ ...one, digits: digitsOf(one.value) }));
}
