import { describe, expect, test } from "vitest";
import { replaceConversation } from "../replace-conversation.ts";
import { createSurrogates } from "./create-surrogates.ts";
import { DAY } from "./dates.ts";
import { drawOf } from "./draw.fixture.ts";
import { turn } from "./turn.fixture.ts";

const BEGUN = Date.UTC(2026, 1, 26, 9);
const KEYS = Array.from({ length: 40 }, (_, key) => key);

/** What is said in place of it, and of the time at which it was said. */
function said(patterns: readonly string[], key: number) {
  const turns = patterns.map((pattern) => turn(pattern.replace(/\{/g, "{quasi.date:")));
  const { days, shift } = createSurrogates(turns, drawOf(key), "en", BEGUN);
  const texts = replaceConversation(turns, (value) => shift(value) ?? "?").map(({ text }) => text);
  return { texts, days, now: new Date(BEGUN + days * DAY) };
}

/** `June 25th` in the year in which it is nearest to a time. */
function timeOf(date: string, now: Date): number {
  const times = [-1, 0, 1].map((by) =>
    Date.parse(`${date.replace(/(\d)(?:st|nd|rd|th)/, "$1")} ${now.getUTCFullYear() + by} UTC`),
  );
  return times.reduce((best, one) =>
    Math.abs(one - now.getTime()) < Math.abs(best - now.getTime()) ? one : best,
  );
}

describe("[EXP1] dates that leave something out move with all others", () => {
  test.each(["March 10th", "February 20th", "December 30th", "January 2nd"])(
    "%s keeps its day of the week, over a leap day and a new year too",
    (date) => {
      for (const key of KEYS) {
        const { texts, days, now } = said([`{${date}}`], key);
        expect(timeOf(texts[0] ?? "", now) - timeOf(date, new Date(BEGUN))).toBe(days * DAY);
      }
    },
  );

  test("a day of the month is that of the date that is named with it, else of the month that was named last", () => {
    for (const key of KEYS) {
      const { texts, days } = said(
        ["the {12th} of this month", "So March 12th: {March 12th}", "or the {14th}"],
        key,
      );
      const dayOf = (text = "") =>
        Number(/(\d+)(?:st|nd|rd|th)/.exec(text.replace("March 12th", ""))?.[1]);
      const [first, named, next] = texts.map(dayOf);
      expect(first).toBe(named);
      expect(first).toBe(new Date(Date.UTC(2026, 2, 12) + days * DAY).getUTCDate());
      expect(next).toBe(new Date(Date.UTC(2026, 2, 14) + days * DAY).getUTCDate());
    }
  });

  test("alone it is of the month in which it was said", () => {
    for (const key of KEYS) {
      const { texts, days } = said(["on the {27th}"], key);
      const { length } = "on the ";
      const moved = new Date(Date.UTC(2026, 1, 27) + days * DAY).getUTCDate();
      expect(Number.parseInt((texts[0] ?? "").slice(length), 10)).toBe(moved);
    }
  });

  test("a range over the end of a month is as long as it was, and says in which month it ends", () => {
    const lengths = new Set(
      KEYS.map((key) => {
        const { texts, now } = said(["{June 7th-30th}", "{June 28th to 3rd}"], key);
        return texts
          .map((text) => {
            const [, month = "", from = "", end = month, to = ""] =
              /^([A-Z][a-z]+) (\d+)..(?:-| to )(?:([A-Z][a-z]+) )?(\d+)..$/.exec(text) ?? [];
            return (timeOf(`${end} ${to}th`, now) - timeOf(`${month} ${from}th`, now)) / DAY;
          })
          .join();
      }),
    );
    expect([...lengths]).toEqual(["23,5"]);
  });

  test("both ends of a range move, and a suffix that stands apart goes with its day", () => {
    for (const key of KEYS) {
      const { texts, days } = said(
        ["{May 9th-19th}", "{May 9th to the 19th}", "{15 th june}"],
        key,
      );
      const [from, to, other] = [
        [4, 9],
        [4, 19],
        [5, 15],
      ].map(([month = 0, day = 0]) =>
        new Date(Date.UTC(2026, month, day) + days * DAY).getUTCDate(),
      );
      // Where the end lies in another month, it is said.
      const [dash, the] = (to ?? 0) > (from ?? 0) ? ["", "the "] : ["[A-Z][a-z]+ ", "[A-Z][a-z]+ "];
      expect(texts[0]).toMatch(new RegExp(`^[A-Z][a-z]+ ${from}..-${dash}${to}..$`));
      expect(texts[1]).toMatch(new RegExp(`^[A-Z][a-z]+ ${from}.. to ${the}${to}..$`));
      expect(texts[2]).toMatch(new RegExp(`^${other}(?:st|nd|rd|th) [a-z]+$`));
    }
  });
});
