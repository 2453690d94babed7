import { beforeEach, expect, test, vi } from "vitest";
import { run } from "./main.ts";

const said: string[] = [];
beforeEach(() => {
  said.length = 0;
  const hear = (text: string | Uint8Array) => said.push(String(text)) > 0;
  vi.spyOn(process.stdout, "write").mockImplementation(hear);
  vi.spyOn(process.stderr, "write").mockImplementation(hear);
});

const aside = (line: string) => run(["node", "aside", ...line.split(" ")]);

test("says its version", async () => {
  expect(await aside("--version")).toBe(0);
  expect(said.join("")).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test.each([
  ["export --gateway nonsense", 2, "An address such as https://gateway.example."],
  ["export --gateway ftp://gateway.example", 2, "An address such as https://gateway.example."],
  ["incidents --state foo", 2, "Allowed choices are open, acknowledged, resolved."],
  ["export --since 2026-12-01 --until 2026-11-01", 1, "--until is before --since"],
])("%s: %d", async (line, code, words) => {
  expect(await aside(`${line} --key any`)).toBe(code);
  expect(said.join("")).toContain(words);
});
