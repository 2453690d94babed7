import { expect, test } from "vitest";
import { createConversationDetector } from "../src/index.ts";
import { costOf, HOSTILE, hostileWords } from "./hostile.ts";

const LONG = 8000;
const SHORT = 2000;
const TIMES = LONG / SHORT;
/** Below, the clock and other work decide. */
const FLOOR_MS = 4;
/** One long text beside as much in short ones: linear is 1, quadratic 4. */
const MOST = 2.5;

// Longer texts are read in windows of at most this length, so what holds here holds for any length.
test.each(["inline", "export"] as const)(
  "cost grows with length and no faster, whatever is repeated: %s",
  (profile) => {
    const create = () => createConversationDetector({ profile });
    const words = hostileWords().filter((_, at) => at % 12 === 0);
    const slow = [...HOSTILE, ...words].filter((unit) => {
      if (costOf(create, unit, LONG, 1) < FLOOR_MS) return false;
      const apart = costOf(create, unit, SHORT, 4, TIMES);
      return costOf(create, unit, LONG, 8) > Math.max(FLOOR_MS, MOST * apart);
    });
    expect(slow).toEqual([]);
  },
);
