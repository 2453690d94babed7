/**
 * How fast conversations are marked, which only the first export after a new detector waits for:
 * `npx tsx packages/conversation-side/transcript/bench/marking.ts MEGABYTES`, of transcript text, after a first megabyte that
 * warms up what is compiled. One thread; the journal and the marks' table are not in it.
 */
import { DEFAULTS } from "@aside/anonymizer";
import { detectTurns, marksOf } from "../src/index.ts";
import { said } from "../src/journal.fixture.ts";
import { DIALOGUES } from "./dialogues.ts";

const megabytes = Number(process.argv[2] ?? 3);
const journals = DIALOGUES.map((lines) => said(lines));
const detect = detectTurns();

/** Units of text, and turns, that were marked. */
function markSome(least: number): { length: number; turns: number } {
  const sum = { length: 0, turns: 0 };
  while (sum.length < least) {
    for (const events of journals) {
      const { facts } = marksOf("cnv", events, detect, DEFAULTS);
      sum.length += facts.length;
      sum.turns += facts.messages;
    }
  }
  return sum;
}

markSome(1e6);
const cpu = process.cpuUsage();
const { length, turns } = markSome(megabytes * 1e6);
const { user, system } = process.cpuUsage(cpu);
process.stdout.write(
  `${JSON.stringify({ megabytes: length / 1e6, perCpuSecond: length / (user + system), turnsPerCpuSecond: (turns * 1e6) / (user + system), rss: process.memoryUsage.rss() / 1e6 })}\n`,
);
