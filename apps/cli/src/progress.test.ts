import { expect, test } from "vitest";
import { progressLine } from "./progress.ts";

test("progress says how many, how fast and how long still", () => {
  const line = progressLine({ bytes: 3_000_000, conversations: 50, total: 200, seconds: 2 });
  expect(line).toBe("50/200 conversations, 3.0 MB, 1.5 MB/s, 6 s left");
});

test("an export of nothing has no time left and no division by zero", () => {
  const line = progressLine({ bytes: 0, conversations: 0, total: 0, seconds: 0 });
  expect(line).toBe("0/0 conversations, 0.0 MB, 0.0 MB/s");
});
