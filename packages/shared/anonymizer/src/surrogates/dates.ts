/** Milliseconds of a day. */
export const DAY = 86_400_000;

/**
 * Where a date that was read goes. Of a date without a year, or without a month too, these are null.
 *
 * @param month 0 to 11
 */
export type Move = (year: number | null, month: number | null, day: number) => Date | null;

/**
 * Dates in their own notation, moved: `14/03/1985`, `1985-03-14`, `14 March 1985`, `March 14th, 85`, `May 9th-19th`, `the 19th`.
 *
 * @param order of a date in figures that could be read either way
 * @returns null where a part of the text is in no notation that is understood
 */
export function shiftDate(text: string, move: Move, order: DateOrder): string | null {
  const alone = ALONE.exec(text);
  if (alone) return shiftAlone(alone[1] ?? "", null, move);
  const numeric = NUMERIC.exec(text);
  if (numeric) return shiftNumeric(numeric, move, order);
  const compact = /^(\d{2})(\d{2})((?:19|20)\d{2})$/.exec(text);
  if (compact) {
    const [, day = "", month = "", year = ""] = compact;
    return (
      shiftNumeric([text, "", day, "/", month, "/", year, ""], move, order)?.replaceAll("/", "") ??
      null
    );
  }
  return shiftWords(text, move);
}

/** A day of a month that something else tells. */
const ALONE = /^\s*(\d{1,2})\s?(?:st|nd|rd|th)\s*$/i;

function shiftAlone(day: string, month: number | null, move: Move): string | null {
  const moved = checked(null, month, Number(day), move);
  return moved === null ? null : `${moved.getUTCDate()}${ordinal(moved.getUTCDate())}`;
}

export type DateOrder = "dmy" | "mdy";

/** How a conversation writes `03/04/1985`: as its other dates show, else with dots or in another language than English the day first. */
export function dateOrderOf(texts: readonly string[], language: string): DateOrder {
  let dayFirst = 0;
  let dots = 0;
  for (const text of texts) {
    for (const { 1: a, 2: gap, 3: b } of text.matchAll(IN_FIGURES)) {
      dayFirst += Number(Number(a) > 12) - Number(Number(b) > 12);
      if (gap === ".") dots += 1;
    }
  }
  return dayFirst > 0 || (dayFirst === 0 && (dots > 0 || language !== "en")) ? "dmy" : "mdy";
}

const IN_FIGURES = /(?<![\d./-])(\d{1,2})([/.-])(\d{1,2})\2(?:19|20)?\d{2}(?![\d/-])/g;

const NUMERIC = /^(\D*)(\d{1,4})([\s./-]+)(\d{1,2})([\s./-]+)(\d{2,4})(\D*)$/u;

function shiftNumeric(
  match: readonly (string | undefined)[],
  move: Move,
  ambiguous: DateOrder,
): string | null {
  const [, lead = "", a = "", gap = "", b = "", gap2 = "", c = "", tail = ""] = match;
  const own = Number(a) > 12 ? "dmy" : Number(b) > 12 ? "mdy" : ambiguous;
  const order = a.length === 4 ? "ymd" : own;
  const [year, month, day] = order === "ymd" ? [a, b, c] : order === "dmy" ? [c, b, a] : [c, a, b];
  const moved = checked(fullYear(year), Number(month) - 1, Number(day), move);
  if (moved === null) return null;
  const y = String(moved.getUTCFullYear()).slice(-year.length).padStart(year.length, "0");
  const m = String(moved.getUTCMonth() + 1).padStart(month.length, "0");
  const d = String(moved.getUTCDate()).padStart(day.length, "0");
  const [x, z, w] = order === "ymd" ? [y, m, d] : order === "dmy" ? [d, m, y] : [m, d, y];
  return `${lead}${x}${gap}${z}${gap2}${w}${tail}`;
}

const DAY_OF_MONTH = "(?<day>\\d{1,2})(?<suffix>\\s?(?:st|nd|rd|th|er)(?!\\p{L})|\\.)?";
/** The end of `May 9th-19th`. */
const RANGE =
  "(?:(?<till>\\s?(?:[-\u2013]|to|till?|until|through|and|or)\\s?(?:the\\s)?)(?<end>\\d{1,2})(?<endSuffix>st|nd|rd|th)(?!\\p{L}))?";
const YEAR =
  "(?<before>,?\\s+(?:de\\s+|del\\s+|in\\s+)?['’]?)(?<year>(?:19|20)\\d{2}|\\d{2}(?![\\d:]))";
/** `14 March 1985`, `14. März 85`, `14 de marzo de 1985`; `March 14th, 85`. */
const IN_WORDS = [
  `(?<![\\d/.:-])${DAY_OF_MONTH}(?<gap>\\s+(?:of\\s+|de\\s+)?(?:the\\s+)?)(?<month>\\p{L}{3,})\\.?(?:${YEAR})?(?!\\d)`,
  `(?<month>\\p{L}{3,})(?<gap>\\.?\\s+(?:the\\s+)?)${DAY_OF_MONTH}${RANGE}(?:${YEAR})?(?!\\d)`,
].map((pattern) => new RegExp(pattern, "giu"));

/** Every date that is written with a month's name; none may be left as it was. */
function shiftWords(text: string, move: Move): string | null {
  for (const pattern of IN_WORDS) {
    let [shifted, rest, kept] = ["", "", 0];
    for (const match of text.matchAll(pattern)) {
      const moved = shiftOne(match[0], match.groups ?? {}, move);
      if (moved === null) continue;
      const between = text.slice(kept, match.index);
      shifted += between + moved;
      rest += between;
      kept = match.index + match[0].length;
    }
    rest += text.slice(kept);
    if (kept > 0 && !/\d/.test(rest)) return shifted + text.slice(kept);
  }
  return null;
}

function shiftOne(
  whole: string,
  groups: Readonly<Record<string, string | undefined>>,
  move: Move,
): string | null {
  const {
    day = "",
    suffix = "",
    month = "",
    year = "",
    till = "",
    end = "",
    endSuffix = "",
  } = groups;
  const known = monthOf(month);
  if (known === undefined) return null;
  const inYear = year === "" ? null : fullYear(year);
  const moved = checked(inYear, known.index, Number(day), move);
  if (moved === null) return null;
  const own = moved.getUTCDate();
  const nameOf = (date: Date) => {
    const name = known.list[date.getUTCMonth()] ?? month;
    return cased(known.isShort ? name.slice(0, month.length) : name, month);
  };
  const letters = suffix.trim().toLowerCase();
  const ending = /[a-z]/.test(letters) ? (letters === "er" ? "" : ordinal(own)) : suffix;
  // Each is replaced where it stands: the year from the end, the day before it or after the month.
  let made =
    year === ""
      ? whole
      : replaceLast(whole, year, String(moved.getUTCFullYear()).slice(-year.length));
  made = made.replace(month, () => nameOf(moved));
  const dayText = day.startsWith("0") ? String(own).padStart(2, "0") : String(own);
  if (end !== "") {
    // `June 28th to 3rd` ends in July.
    const next = known.index + Number(Number(end) < Number(day));
    const last = checked(inYear && inYear + Math.floor(next / 12), next % 12, Number(end), move);
    if (last === null) return null;
    const lastDay = `${last.getUTCDate()}${ordinal(last.getUTCDate())}`;
    // A range that ran within a month may run over its end now.
    const until =
      last.getUTCMonth() === moved.getUTCMonth()
        ? `${till}${lastDay}`
        : `${till.replace(/the\s$/i, "")}${nameOf(last)} ${lastDay}`;
    made = replaceLast(made, `${till}${end}${endSuffix}`, until);
  }
  return made.replace(`${day}${suffix}`, () => `${dayText}${ending}`);
}

function replaceLast(text: string, part: string, by: string): string {
  const at = text.lastIndexOf(part);
  return text.slice(0, at) + by + text.slice(at + part.length);
}

function checked(year: number | null, month: number | null, day: number, move: Move): Date | null {
  if (month !== null && (month < 0 || month > 11)) return null;
  return day < 1 || day > 31 ? null : move(year, month, day);
}

/** Two digits are a year of the hundred that end with 2029. */
function fullYear(year: string): number {
  const value = Number(year);
  if (year.length > 2) return value;
  return value > 29 ? 1900 + value : 2000 + value;
}

function ordinal(day: number): string {
  if (day % 100 >= 11 && day % 100 <= 13) return "th";
  return ["th", "st", "nd", "rd"][day % 10] ?? "th";
}

function cased(name: string, like: string): string {
  if (like === like.toLowerCase()) return name.toLowerCase();
  return like === like.toUpperCase() ? name.toUpperCase() : name;
}

/** `isShort`: three or four letters of a longer name; `May` is whole. */
function monthOf(
  word: string,
): { list: readonly string[]; index: number; isShort: boolean } | undefined {
  const start = word.toLowerCase();
  for (const list of MONTHS) {
    const whole = list.findIndex((name) => name.toLowerCase() === start);
    if (whole >= 0) return { list, index: whole, isShort: false };
  }
  if (start.length > 4) return undefined;
  for (const list of MONTHS) {
    const index = list.findIndex((name) => name.toLowerCase().startsWith(start));
    if (index >= 0) return { list, index, isShort: true };
  }
  return undefined;
}

const MONTHS = [
  "January February March April May June July August September October November December",
  "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
  "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
  "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
  "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
].map((names) => names.split(" "));
