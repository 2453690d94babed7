import { expect, test } from "vitest";
import { explainBy, reasonsIn } from "./explain-turns.ts";

const turns = [
  { speaker: "agent", text: "What is your PIN?" },
  { speaker: "customer", text: "4821" },
  { speaker: "customer", text: "4821 again" },
] as const;

test("a span is explained by what found it, without its value", () => {
  const explain = explainBy(reasonsIn(turns));
  expect(explain(1, { start: 0, end: 4, source: "found" })).toEqual({
    rule: "number-asked",
    confidence: 0.86,
    evidence: ["the other side asked for it", "4 digits"],
  });
});

test("one that only repeats another says so; what was captured or cut was never looked for", () => {
  const explain = explainBy(reasonsIn(turns, { off: ["PIN"] }));
  expect(explain(2, { start: 0, end: 4, source: "found" })?.rule).toBe("repeated");
  expect(explain(1, { start: 0, end: 4, source: "cut" })).toBeUndefined();
});
