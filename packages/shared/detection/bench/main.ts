// npm run bench:detection -- --data DIR [--files a,b] [--ours] [--speed] [--write docs/detection.md]
// --ours leaves the peers out; --speed measures nothing but speed; --write puts the tables between the marks "<!-- bench -->" and "<!-- /bench -->" of a file.
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { adapters } from "./adapter.ts";
import { readCorpora } from "./corpus.ts";
import { measure } from "./measure.ts";
import { peers, SKIPPED } from "./peers.ts";
import { createInlineDetector } from "../src/inline.ts";
import { costOf, HOSTILE, hostileWords } from "./hostile.ts";
import { ordinaryNumbersHeld } from "./ordinary-numbers.ts";
import { hostileReport, report, speedReport, splitReport } from "./report.ts";
import { measureSpeed } from "./speed.ts";
import { tallySplits } from "./splits.ts";

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    files: { type: "string" },
    ours: { type: "boolean", default: false },
    speed: { type: "boolean", default: false },
    write: { type: "string" },
  },
});
if (!values.data) {
  console.error("Name the folder of labelled dialogues: npm run bench:detection -- --data DIR");
  process.exit(2);
}
const inline = () => createInlineDetector();
const wanted = values.files?.split(",");
const corpora = readCorpora(values.data).filter(({ name }) => wanted?.includes(name) ?? true);
const all = values.ours ? adapters : [...adapters, ...peers()];
const results = [];
for (const adapter of values.speed ? [] : all) {
  results.push(await measure(adapter, corpora));
  console.error(`measured ${adapter.name}`);
}
const speeds = speedReport(await measureSpeed(all, corpora));
const tables = values.speed
  ? speeds
  : [
      report(results, values.ours ? [] : SKIPPED),
      splitReport(tallySplits(inline), ordinaryNumbersHeld(inline)),
      hostileReport([
        ...HOSTILE.map((unit) => [unit, costOf(inline, unit, 100_000, 3)] as const),
        ...hostileWords().map((unit) => [unit, costOf(inline, unit, 100_000, 1)] as const),
      ]),
      speeds,
    ].join("\n\n");
console.log(tables);
if (values.write) {
  const text = readFileSync(values.write, "utf8");
  const marked = /(<!-- bench -->)[\s\S]*(<!-- \/bench -->)/;
  writeFileSync(
    values.write,
    text.replace(marked, (_, open, close) => `${open}\n\n${tables}\n\n${close}`),
  );
}
