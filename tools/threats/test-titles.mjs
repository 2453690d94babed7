import { readFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** @typedef {{ file: string, title: string, marks: string[], numbers: number[] }} TestTitle */

const MARKS = /^(?:\[(?:[A-Z]*\d+|\d+(?:\.\d+)+)\] ?)+/;

/**
 * The titles of all tests that begin with marks such as `[24]`, `[BND1]` or `[3.2.1]`, in the files that git knows or would add.
 *
 * @param {string} root
 * @returns {TestTitle[]}
 */
export function testTitles(root) {
  const patterns = ["*.test.ts", "*.test.tsx", "*.test.mjs", "*.spec.ts"];
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "--", ...patterns];
  const files = execFileSync("git", args, { cwd: root, encoding: "utf8" }).split("\n");
  // The titles in the test of this scan are examples.
  const own = files.filter((file) => file !== "" && !file.startsWith("tools/threats/"));
  return own.flatMap((file) => titlesIn(file, textOf(join(root, file))));
}

/** A file that was removed and is still in the index has none. @param {string} path */
function textOf(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** @param {string} file @param {string} text @returns {TestTitle[]} */
export function titlesIn(file, text) {
  return [
    ...text.matchAll(/(["`])(\[(?:[A-Z]*\d+|\d+(?:\.\d+)+)\](?:\\.|(?!\1)[^\\\n])*)\1/g),
  ].flatMap((match) => {
    const title = match[2] ?? "";
    const marks = MARKS.exec(title)?.[0] ?? "";
    const words = [...marks.matchAll(/[\w.]+/g)].map(([word]) => word);
    const numbers = words.filter((word) => /^\d+$/.test(word)).map(Number);
    return marks === title ? [] : [{ file, title, marks: words, numbers }];
  });
}
