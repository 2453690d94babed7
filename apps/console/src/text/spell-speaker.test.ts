import { expect, test } from "vitest";
import { spellSpeaker } from "./spell-speaker.ts";
import { createTranslate } from "./translate.ts";

const line = { text: "Hello", cuts: [], at: 1 };
const anna = { id: "agt_anna", name: "Anna", role: "agent" } as const;

test("a line of the queue says whose it is: one's own, another agent's by name, a customer's by nothing", () => {
  const text = createTranslate("en");
  const by = (last: Parameters<typeof spellSpeaker>[0]) => spellSpeaker(last, "agt_anna", text);
  expect(by({ ...line, from: "agent", agent: anna })).toBe("You:");
  expect(by({ ...line, from: "agent", agent: { ...anna, id: "agt_ben", name: "Ben" } })).toBe(
    "Ben:",
  );
  expect(by({ ...line, from: "customer" })).toBeNull();
});
