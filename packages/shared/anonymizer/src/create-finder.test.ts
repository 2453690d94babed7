import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createFinder } from "./create-finder.ts";

const word = fc.stringMatching(/^[ab]{5,9}$/);

test("finds each value where looking for it alone does, however many there are", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(word, { minLength: 1, maxLength: 60 }),
      fc.stringMatching(/^[ab ]{0,80}$/),
      (values, text) => {
        const alone = values.flatMap((value) => createFinder(new Map([[value, value]]))(text));
        const found = createFinder(new Map(values.map((value) => [value, value])))(text);
        const sorted = (spans: typeof found) =>
          spans.toSorted((a, b) => a.start - b.start || a.end - b.end);
        expect(sorted(found)).toEqual(sorted(alone));
      },
    ),
  );
});

test("[EXP1] twenty thousand values in as many messages take no more than the messages' length", () => {
  const values = new Map(Array.from({ length: 20_000 }, (_, at) => [`user${at}@corp`, "EMAIL"]));
  const find = createFinder(values);
  const began = Date.now();
  let found = 0;
  for (let at = 0; at < 20_000; at++)
    found += find(`please write to user${at}@corp, thank you`).length;
  expect(found).toBe(20_000);
  // Each for itself they take a minute.
  expect(Date.now() - began).toBeLessThan(5_000);
});
