import fc from "fast-check";
import { expect, test } from "vitest";
import { toAgentNumber, toJournalNumber } from "./numbering.ts";

const told = fc
  .uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 30 })
  .map((numbers) => numbers.toSorted((a, b) => a - b));

test("an agent's number names the event it was given for", () => {
  fc.assert(
    fc.property(told, (numbers) => {
      numbers.forEach((seq, index) => {
        expect(toAgentNumber(numbers, seq)).toBe(index + 1);
        expect(toJournalNumber(numbers, index + 1)).toBe(seq);
      });
    }),
  );
});

test("what lies between is the last one told, whatever lies between", () => {
  fc.assert(
    fc.property(told, fc.integer({ min: 0, max: 70 }), (numbers, seq) => {
      expect(toAgentNumber(numbers, seq)).toBe(numbers.filter((one) => one <= seq).length);
    }),
  );
  expect(toJournalNumber([], 5)).toBe(0);
  expect(toJournalNumber([3, 9], 7)).toBe(9);
});
