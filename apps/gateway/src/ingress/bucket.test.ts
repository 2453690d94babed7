import { expect, test } from "vitest";
import { createBucket } from "./bucket.ts";

test("a bucket refills by the second, up to its burst", () => {
  let now = 1_000;
  const bucket = createBucket(2, 4, () => now);
  expect([bucket.take(3), bucket.take(2), bucket.take()]).toEqual([true, false, true]);
  expect(bucket.take()).toBe(false);
  now += 1_000;
  expect([bucket.take(2), bucket.take()]).toEqual([true, false]);
  now += 60_000;
  expect([bucket.take(4), bucket.take()]).toEqual([true, false]);
});

test("a clock that is set back turns nobody away, and gives nothing", () => {
  let now = 3_600_000;
  const bucket = createBucket(2, 4, () => now);
  expect(bucket.take(3)).toBe(true);
  now = 0;
  expect([bucket.take(), bucket.take()]).toEqual([true, false]);
  now += 1_000;
  expect([bucket.take(2), bucket.take()]).toEqual([true, false]);
});
