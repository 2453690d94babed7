import { DAY, shiftDate, type DateOrder, type Move } from "./dates.ts";

/** Two years. */
const PAST = 730 * DAY;

/**
 * What the dates of a conversation say of each other: a date without a year is the nearest one to when it was said, and
 * `the 12th` is the 12th of the month that is named with it elsewhere, else of the last month that was named, else of the
 * month in which it was said. So all move by the same days, and each keeps its day of the week.
 *
 * What lies years before the conversation moves with dates of birth, by other days: who knows when a conversation took
 * place knows by how much its own dates moved, and must not learn a date of birth from that.
 */
export function createCalendar(
  dates: readonly string[],
  startedAt: number,
  order: DateOrder,
): { readonly moveBy: (days: number, past: number) => Move } {
  const begun = new Date(startedAt);
  /** Day of the month → the months that are named with it. */
  const months = new Map<number, number>();
  let last = begun.getUTCMonth();

  function at(year: number | null, month: number | null, day: number): number {
    const known = month ?? months.get(day) ?? last;
    if (year !== null) return Date.UTC(year, known, day);
    const years = [-1, 0, 1].map((by) => Date.UTC(begun.getUTCFullYear() + by, known, day));
    const distance = (one: number) => Math.abs(one - startedAt);
    return years.reduce((best, one) => (distance(one) < distance(best) ? one : best));
  }

  for (const date of dates) {
    shiftDate(
      date,
      (year, month, day) => {
        if (month !== null && year === null) {
          if (!months.has(day)) months.set(day, month);
          last = month;
        }
        return new Date(at(year, month, day));
      },
      order,
    );
  }

  return {
    moveBy: (days, past) => (year, month, day) => {
      const time = at(year, month, day);
      const isPast = year !== null && time < startedAt - PAST;
      return Number.isNaN(time) ? null : new Date(time + (isPast ? past : days) * DAY);
    },
  };
}
