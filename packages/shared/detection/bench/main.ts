// One part of `npm run bench:detection` (run.mjs): its tables to standard output.
import { parseArgs } from "node:util";
import { adapters } from "./adapter.ts";
import { readCorpora } from "./corpus.ts";
import { measure } from "./measure.ts";
import { peers, SKIPPED } from "./peers.ts";
import { createInlineDetector } from "../src/inline.ts";
import { costOf, costsOf, HOSTILE, hostileWords } from "./hostile.ts";
import { searchHostile } from "./hostile-search.ts";
import { ordinaryNumbersHeld } from "./ordinary-numbers.ts";
import { hostileReport, report, speedReport, splitReport } from "./report.ts";
import { measureSpeed } from "./speed.ts";
import { tallySplits } from "./splits.ts";

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    files: { type: "string" },
    ours: { type: "boolean", default: false },
    part: { type: "string" },
    search: { type: "string" },
    seed: { type: "string", default: "1" },
  },
});
if (values.data === undefined) throw new Error("run.mjs names the folder");
const inline = () => createInlineDetector();
const wanted = values.files?.split(",");
const corpora = readCorpora(values.data).filter(({ name }) => wanted?.includes(name) ?? true);
const all = values.ours ? adapters : [...adapters, ...peers()];

async function found(): Promise<string> {
  const results = [];
  for (const adapter of all) {
    results.push(await measure(adapter, corpora));
    console.error(`measured ${adapter.name}`);
  }
  return report(results, values.ours ? [] : SKIPPED);
}

function hostile(): string {
  const units = [...HOSTILE, ...hostileWords()];
  return hostileReport(costsOf(units, (unit, rounds) => costOf(inline, unit, 100_000, rounds)));
}

switch (values.part) {
  case "found":
    console.log(await found());
    break;
  case "splits":
    console.log(splitReport(tallySplits(inline), ordinaryNumbersHeld(inline)));
    break;
  case "search":
    for (const { unit, ms } of searchHostile(inline, Number(values.search), Number(values.seed)))
      console.log(`${ms.toFixed(0)} ms: ${JSON.stringify(unit)}`);
    break;
  case "hostile":
    console.log(hostile());
    break;
  default:
    console.log(speedReport(await measureSpeed(all, corpora)));
}
