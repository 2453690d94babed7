import { expect, test } from "vitest";
import { createProgress, progressLine } from "./progress.ts";

test("progress says how much, how fast and how long still", () => {
  const line = progressLine({
    bytes: 3_000_000,
    done: 500,
    conversations: 200,
    length: 2_000,
    seconds: 2,
  });
  expect(line).toBe("25 % of 200 conversations, 3.0 MB, 1.5 MB/s, 6 s left");
});

test("what is said is how far it is now, whatever was known of the export as it began", () => {
  const lines: string[] = [];
  const terminal = Object.assign(Object.create(process.stderr), {
    isTTY: false,
    write: (line: string) => lines.push(line) > 0,
  });
  const begun = { conversations: 200, length: 2_000, done: 0, bytes: null };
  let time = 0;
  const progress = createProgress(begun, () => time, terminal);
  time = 6_000;
  progress.update({ bytes: 3_000_000, done: 500 });
  expect(lines).toEqual(["25 % of 200 conversations, 3.0 MB, 0.5 MB/s, 18 s left\n"]);
});

test("an export of nothing has no time left and no division by zero", () => {
  const line = progressLine({ bytes: 0, done: 0, conversations: 0, length: 0, seconds: 0 });
  expect(line).toBe("100 % of 0 conversations, 0.0 MB, 0.0 MB/s");
});

test("long times are in minutes and hours", () => {
  const line = progressLine({ bytes: 1e9, done: 1, conversations: 9, length: 101, seconds: 60 });
  expect(line).toContain("1.7 h left");
});
