import { DEFAULTS, defaultOf, replaceConversation } from "@aside/anonymizer";
import { startWorkMeter } from "@aside/detection/work-meter";
import { expect, test } from "vitest";

test("work grows with the length, not with its square", async () => {
  const meter = startWorkMeter("/src/");
  // What is loaded before is not counted.
  const { mark } = await import("./mark.ts");
  const { detectTurns } = await import("./detect-turns.ts");
  const stepsOf = (size: number) => {
    const once = "x y 1 2 aa@ 4 - ";
    const texts = [once.repeat(size / once.length), "ok, it is ann.lee@corp.example"];
    const turns = texts.map((text, at) => ({
      speaker: "customer" as const,
      at,
      text,
      spans: [],
    }));
    return meter.stepsOf(() => {
      const spans = mark(turns, detectTurns(), DEFAULTS);
      replaceConversation(
        turns.map(({ text }, at) => ({ text, spans: spans[at] ?? [] })),
        (_value, type) => defaultOf(DEFAULTS, type),
      );
    });
  };
  stepsOf(16_000);
  const steps = stepsOf(16_000);
  // Eight times the text: eight times the work, where a square would take 64.
  expect(stepsOf(128_000) / steps).toBeLessThan(10);
  expect(steps).toBeGreaterThan(16_000);
  meter.stop();
});
