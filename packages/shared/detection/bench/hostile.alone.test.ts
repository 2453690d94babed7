import { afterAll, beforeAll, expect, test } from "vitest";
import type { WorkMeter } from "./work-meter.ts";
import { startWorkMeter } from "./work-meter.ts";

const LONG = 4500;
const SHORT = 1500;
/** One long text beside as much in short ones: linear is 1, quadratic 3. */
const MOST_GROWTH = 1.5;
/** For a character of a text. */
const MOST_STEPS = { inline: 200, export: 250, cards: 60 };

let meter: WorkMeter;
beforeAll(() => {
  meter = startWorkMeter("/detection/src/");
});
afterAll(() => meter.stop());

type Read = (text: string) => unknown;

/** What reads a message; loaded when its work is counted already. */
const READERS = {
  inline: async (): Promise<Read> => {
    const { createInlineDetector } = await import("../src/inline.ts");
    return (text) => createInlineDetector().add({ speaker: "customer", text });
  },
  export: async (): Promise<Read> => {
    const { createConversationDetector } = await import("../src/index.ts");
    return (text) => createConversationDetector().add({ speaker: "customer", text });
  },
  cards: async (): Promise<Read> => {
    const { detectCards } = await import("../src/card.ts");
    return (text) => detectCards(text);
  },
};

// Texts above 8,192 units are read in windows of as many: what grows with its length up to there does so for ever.
test.each(["inline", "export", "cards"] as const)(
  "work grows with length and no faster, whatever is repeated: %s",
  async (reader) => {
    const read = await READERS[reader]();
    const { HOSTILE, hostileWords } = await import("./hostile.ts");
    const words = hostileWords().filter((_, at) => at % 12 === 0);
    const stepsOf = (unit: string, length: number) => {
      const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
      return meter.stepsOf(() => read(text));
    };
    const isSlow = (unit: string) => {
      const steps = stepsOf(unit, LONG);
      const most = (MOST_GROWTH * stepsOf(unit, SHORT) * LONG) / SHORT;
      return steps > Math.min(most, MOST_STEPS[reader] * LONG);
    };
    // Again, since what is made once is counted with the text that needs it first.
    expect([...HOSTILE, ...words].filter(isSlow).filter(isSlow)).toEqual([]);
  },
  180_000,
);
