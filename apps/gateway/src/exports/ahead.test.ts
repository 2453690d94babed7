import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { ahead } from "./ahead.ts";

async function* numbers(count: number) {
  for (let at = 0; at < count; at++) yield at;
}

test("in order, whoever is ready first, and never more on the way than allowed", async () => {
  let onTheWay = 0;
  let most = 0;
  const doubled = ahead(numbers(20), 3, async (one) => {
    most = Math.max(most, ++onTheWay);
    for (let turns = 0; turns <= (one * 7) % 5; turns++) await setImmediate();
    onTheWay -= 1;
    return one * 2;
  });
  const all: number[] = [];
  for await (const one of doubled) all.push(one);
  expect(all).toEqual(Array.from({ length: 20 }, (_, at) => at * 2));
  expect(most).toBe(3);
});

test("when nobody wants more, what is on the way is aborted and waited for", async () => {
  const ended: number[] = [];
  const mapped = ahead(numbers(20), 3, async (one, signal) => {
    if (one > 0)
      await new Promise<void>((resolve) =>
        signal.addEventListener("abort", () => resolve(), { once: true }),
      );
    ended.push(one);
    return one;
  });
  for await (const one of mapped) if (one === 0) break;
  expect(ended).toEqual([0, 1, 2]);
});

test("an error comes in its turn, and ends it", async () => {
  const mapped = ahead(numbers(20), 3, async (one) => {
    if (one === 1) throw new Error("one");
    return one;
  });
  expect((await mapped.next()).value).toBe(0);
  await expect(mapped.next()).rejects.toThrow("one");
  expect((await mapped.next()).done).toBe(true);
});
