/** Milliseconds of a day. */
export const DAY = 86_400_000;

/**
 * A date in its own notation, moved by so many days: `14/03/1985`, `1985-03-14`, `14 March 1985`, `March 14th, 85`.
 *
 * @returns null where the text is in no notation that is understood
 */
export function shiftDate(text: string, days: number): string | null {
  const numeric = /^(\D*)(\d{1,4})([\s./-]+)(\d{1,2})([\s./-]+)(\d{2,4})(\D*)$/u.exec(text);
  if (numeric) return shiftNumeric(numeric, days);
  const compact = /^(\d{2})(\d{2})((?:19|20)\d{2})$/.exec(text);
  if (compact) {
    const shifted = shiftNumeric(
      [text, "", compact[1] ?? "", "/", compact[2] ?? "", "/", compact[3] ?? "", ""],
      days,
    );
    return shifted === null ? null : shifted.replaceAll("/", "");
  }
  return shiftWords(text, days);
}

function shiftNumeric(match: readonly (string | undefined)[], days: number): string | null {
  const [, lead = "", a = "", gap = "", b = "", gap2 = "", c = "", tail = ""] = match;
  const order = a.length === 4 ? "ymd" : Number(a) > 12 ? "dmy" : "mdy";
  const [year, month, day] = order === "ymd" ? [a, b, c] : order === "dmy" ? [c, b, a] : [c, a, b];
  const moved = move(fullYear(year), Number(month) - 1, Number(day), days);
  if (moved === null) return null;
  const y = String(moved.getUTCFullYear()).slice(-year.length).padStart(year.length, "0");
  const m = String(moved.getUTCMonth() + 1).padStart(month.length, "0");
  const d = String(moved.getUTCDate()).padStart(day.length, "0");
  const [x, z, w] = order === "ymd" ? [y, m, d] : order === "dmy" ? [d, m, y] : [m, d, y];
  return `${lead}${x}${gap}${z}${gap2}${w}${tail}`;
}

function shiftWords(text: string, days: number): string | null {
  const word = (text.match(/\p{L}{3,}/gu) ?? []).find((one) => monthOf(one) !== undefined);
  const month = word === undefined ? undefined : monthOf(word);
  const numbers = text.match(/\d+/g) ?? [];
  const year = numbers.find((one) => one.length === 4) ?? numbers[1];
  const day = numbers.find((one) => one.length <= 2);
  if (word === undefined || month === undefined || day === undefined) return null;
  const moved = move(year === undefined ? 2000 : fullYear(year), month.index, Number(day), days);
  if (moved === null) return null;
  const name = month.list[moved.getUTCMonth()] ?? word;
  let seenDay = false;
  return text
    .replace(
      /(\d+)(st|nd|rd|th)?/giu,
      (whole: string, digits: string, suffix: string | undefined) => {
        if (digits === year && (digits.length === 4 || seenDay))
          return String(moved.getUTCFullYear()).slice(-digits.length);
        if (digits !== day || seenDay) return whole;
        seenDay = true;
        const own = moved.getUTCDate();
        return (
          String(own).padStart(digits.length, "0") + (suffix === undefined ? "" : ordinal(own))
        );
      },
    )
    .replace(word, () => cased(word.length <= 3 ? name.slice(0, 3) : name, word));
}

function move(year: number, month: number, day: number, days: number): Date | null {
  if (month < 0 || month > 11 || day < 1 || day > 31) return null;
  const at = Date.UTC(year, month, day);
  return Number.isNaN(at) ? null : new Date(at + days * DAY);
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

function monthOf(word: string): { list: readonly string[]; index: number } | undefined {
  const start = word.toLowerCase();
  for (const list of MONTHS) {
    const index = list.findIndex(
      (name) =>
        name.toLowerCase() === start ||
        (start.length === 3 && name.toLowerCase().startsWith(start)),
    );
    if (index >= 0) return { list, index };
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
