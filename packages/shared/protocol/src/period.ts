import * as z from "zod";

const dayOrTime = z.iso.datetime({ offset: true }).or(z.iso.date());

/** From when: at or after a time, or a day's beginning in UTC. */
export const since = dayOrTime.describe(
  "At or after this time, or the beginning of this day (UTC)",
);

/** Until when: at or before a time, or a day's end in UTC. {@link lastOf} is its last millisecond. */
export const until = dayOrTime.describe("At or before this time, or the end of this day (UTC)");

/** Milliseconds since the epoch, of the last moment of an `until`: a day means all of it. */
export function lastOf(value: string): number {
  return Date.parse(value) + (DAY.test(value) ? 86_399_999 : 0);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
