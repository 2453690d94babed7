import fc from "fast-check";
import { expect, test } from "vitest";
import { alphabet, at } from "./alphabet.ts";
import { born, step } from "./step.ts";
import { takes } from "./takes.ts";

const journals = fc.array(fc.constantFrom(...alphabet), { maxLength: 12 });
const opening = alphabet.filter(
  ({ type }) => type === "started" || type === "agent.took" || type === "capture.requested",
);

test("what is taken is what xstate says that it can take, at every point of any journal", () => {
  fc.assert(
    fc.property(journals, fc.integer({ min: 0, max: 3 }), (tail, known) => {
      let snapshot = born;
      for (const [index, event] of [...opening.slice(0, known), ...tail].entries()) {
        for (const next of alphabet) {
          const placed = at(next, index + 1);
          expect(takes(snapshot, placed)).toBe(snapshot.can(placed));
        }
        snapshot = step(snapshot, at(event, index + 1)).snapshot;
      }
    }),
    { numRuns: 100 },
  );
});
