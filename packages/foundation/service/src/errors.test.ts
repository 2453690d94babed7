import { expect, test } from "vitest";
import * as z from "zod";
import { codeOf, whereOf } from "./errors.ts";

const NUMBER = "4111111111111111";

test.each([
  ["plain", NUMBER],
  [
    "a line that looks like a frame",
    `bad\n    at ${NUMBER} (file:///x.ts:1:1)\n    at /${NUMBER}:1:1`,
  ],
  ["nothing but such a line", `\n    at ${NUMBER} (node:x:1:1)`],
  ["a name of the error in it", `Error: ${NUMBER}\n    at Error: ${NUMBER}`],
])("[22] where an error was thrown says nothing of its message: %s", (_, message) => {
  const where = whereOf(new Error(message));
  expect(where).not.toContain("4111");
  expect(where).toMatch(/errors\.test\.ts:\d+:\d+/);
});

test("an error without a code of its own has that of its cause, and a full disk is one whoever says so", () => {
  const cause = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
  const own = Object.assign(new Error("x", { cause }), { code: "unavailable" });
  const full = new Error("x", { cause: Object.assign(new Error("y"), { code: "53100" }) });
  const errors = [new TypeError("fetch failed", { cause }), own, full, new TypeError("x"), "x"];
  expect(errors.map(codeOf)).toEqual([
    "ECONNREFUSED",
    "unavailable",
    "disk_full",
    "TypeError",
    "unknown",
  ]);
});

test("[22] of an error whose message was changed since, nothing is said", () => {
  const error = new Error(`bad\n    at ${NUMBER} (/x.ts:1:1)`);
  expect(error.stack).toContain(NUMBER);
  error.message = "changed";
  expect(whereOf(error)).toBe("");
  const { error: later } = z.strictObject({}).safeParse({ [`\n    at ${NUMBER} (/x:1:1)`]: 1 });
  expect(whereOf(later)).not.toContain(NUMBER);
  const silent = new Error();
  silent.message = `bad\n    at ${NUMBER} (/x.ts:1:1)`;
  expect(whereOf(silent)).toMatch(/^(?!.*4111).*errors\.test\.ts/);
  expect(whereOf(new Error(""))).toMatch(/errors\.test\.ts/);
  expect(whereOf("no error")).toBe("");
});
