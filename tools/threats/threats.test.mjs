import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { threats } from "./rows.mjs";
import { testTitles, titlesIn } from "./test-titles.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const titles = testTitles(root);

test("there are forty, and each has a test", () => {
  expect(threats.map(({ number }) => number)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  const bare = threats.filter(
    ({ number }) => !titles.some(({ numbers }) => numbers.includes(number)),
  );
  expect(bare.map(({ number }) => number)).toEqual([]);
});

test("docs/threats.md tells of every row, and of no test that is no more (`npm run compliance` renews it)", () => {
  const page = readFileSync(new URL("../../docs/threats.md", import.meta.url), "utf8");
  for (const { number, threat, defence } of threats) {
    expect(page).toContain(`## ${number}. ${threat}\n\n${defence}.`);
  }
  const there = new Set(
    titles.map(({ file, title }) => `${file}: ${title.replaceAll("|", "\\|")}`),
  );
  const named = [...page.matchAll(/^- `([^`]+)`: (.+)$/gm)].map((line) => `${line[1]}: ${line[2]}`);
  expect(named.filter((one) => !there.has(one))).toEqual([]);
  expect(named.length).toBeGreaterThan(40);
});

test("a title counts by its marks, in either quotes", () => {
  const text =
    'test("[BND1] [7] a", f); test.each(x)(`[8] %s "b"`, f); const a = ["[9]"]; test("c [5]", f); test("[3.2.1] d", f);';
  expect(titlesIn("a.test.ts", text)).toEqual([
    { file: "a.test.ts", title: "[BND1] [7] a", marks: ["BND1", "7"], numbers: [7] },
    { file: "a.test.ts", title: '[8] %s "b"', marks: ["8"], numbers: [8] },
    { file: "a.test.ts", title: "[3.2.1] d", marks: ["3.2.1"], numbers: [] },
  ]);
});
