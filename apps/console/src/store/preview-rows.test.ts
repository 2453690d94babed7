import { expect, it } from "vitest";
import { textParts } from "./preview-rows.ts";

it("cuts a text at its spans, in order, and leaves out what does not fit", () => {
  const span = (start: number, end: number) => ({ start, end, type: "PERSON", source: "found" });
  const text = "I am 👋 Ann Lee, hi";
  const at = text.indexOf("Ann");
  expect(
    textParts({ text, spans: [span(at, at + 7), span(at + 2, at + 4), span(90, 95)] }),
  ).toEqual([
    { text: "I am 👋 ", type: null, why: null },
    { text: "Ann Lee", type: "PERSON", why: null },
    { text: ", hi", type: null, why: null },
  ]);
});
