import { expect, test } from "vitest";
import { stolenShare, undisturbed } from "./undisturbed.ts";

/** A clock by which each round takes 100 ticks, of which so many are stolen. */
function clockOf(stolen: readonly number[]) {
  let looks = 0;
  return () => {
    const rounds = stolen.slice(0, Math.ceil(looks++ / 2));
    const taken = rounds.reduce((sum, ticks) => sum + ticks, 0);
    return [rounds.length * 100 - taken, 0, 0, 0, 0, 0, 0, taken];
  };
}

test("nothing is run again while other machines take nothing", async () => {
  const { rounds, words } = await undisturbed(
    3,
    (index) => Promise.resolve(index),
    clockOf([0, 1, 0]),
  );
  expect(rounds.toSorted()).toEqual([0, 1, 2]);
  expect(words).toContain("3 of 3 rounds");
});

test("the rounds that count are those of which least was taken, of three times as many at most", async () => {
  const stolen = [20, 30, 2, 50, 4, 60, 3, 70, 80];
  const { rounds, words } = await undisturbed(
    3,
    (index) => Promise.resolve(index),
    clockOf(stolen),
  );
  expect(rounds).toEqual([2, 6, 4]);
  expect(words).toBe("3 of 9 rounds, in which other machines took at most 4.0 % of the processors");
});

test("where the kernel tells nothing the first rounds count", async () => {
  const { rounds } = await undisturbed(
    3,
    (index) => Promise.resolve(index),
    () => [],
  );
  expect(rounds).toEqual([0, 1, 2]);
  expect(stolenShare([], [])).toBe(0);
});
