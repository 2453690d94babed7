/**
 * Exports so many megabytes of transcript text of conversations that were marked before, to nowhere, and says how it went:
 * `npx tsx packages/conversation-side/transcript/bench/throughput.ts MEGABYTES [FORMAT [MODE]]`. Every conversation is made
 * from a number when it is wanted, with its marks as they come out of the database, so nothing but the export takes memory.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import { DEFAULTS } from "@aside/anonymizer";
import { exportFormat, exportMode } from "@aside/protocol";
import {
  createJudge,
  detectTurns,
  exportConversations,
  factsSchema,
  marksOf,
  marksSchema,
  type MarkedConversation,
} from "../src/index.ts";
import { said } from "../src/journal.fixture.ts";

const megabytes = Number(process.argv[2] ?? 50);
const format = exportFormat.parse(process.argv[3] ?? "jsonl");
const mode = exportMode.parse(process.argv[4] ?? "defaults");

const names = ["Ann Lee", "Otto Berg", "Maria Silva", "Jean Dupont", "Karen Whitfield"];
const cities = ["Boston", "Leeds", "Porto", "Lyon", "Graz"];
/** Of as many kinds as there are here; each is read again from JSON for every conversation. */
const kinds = names.flatMap((name, index) =>
  cities.map((city) => {
    const lines = [
      "c: hello",
      "a: Good morning! How can I help you today?",
      `c: my name is ${name} and I have a question about the order from last week`,
      "a: I am happy to look into that for you. Could you tell me the order number, please?",
      `c: it is 4711${index}083`,
      "a: Thank you, one moment while I look it up.",
      "c: sure, take your time",
      "a: I can see that it left our warehouse on Tuesday and is with the carrier now.",
      `c: good, I live in ${city} so it should be here soon`,
      "a: The carrier says that it comes tomorrow between nine and twelve.",
      "c: that does not suit me so well, can it be left with a neighbour?",
      "a: Of course. To which address may I send the confirmation?",
      `c: ${name.toLowerCase().replace(" ", ".")}@mail.example`,
      "a: Great, I have noted that for you. Is there anything else?",
      "c: yes, can I pay the rest by card?",
      "a: Of course, I am opening the secure form for you now; please do not type the number here.",
      "c: done",
      "a: It is paid, and the receipt is on its way to you.",
      "c: thanks a lot for the quick help",
      `a: You are welcome, ${name.split(" ")[0] ?? ""}. Have a nice day!`,
      "c: bye",
    ];
    const conversation = marksOf("cnv", said(lines), detectTurns(), DEFAULTS);
    return {
      facts: JSON.stringify(conversation.facts),
      marks: JSON.stringify(conversation.marks),
      texts: JSON.stringify(conversation.texts),
      length: conversation.facts.length,
    };
  }),
);
const perRound = kinds.reduce((sum, { length }) => sum + length, 0);
const rounds = Math.ceil((megabytes * 1e6) / perRound);

function* facts() {
  for (let round = 0; round < rounds; round++) for (const kind of kinds) yield kind;
}

async function* contents(): AsyncGenerator<MarkedConversation> {
  let count = 0;
  for (const kind of facts()) {
    count += 1;
    if (count % 200 === 0) await nextTurn();
    yield {
      id: `cnv_${String(count).padStart(26, "0")}`,
      facts: factsSchema.parse(JSON.parse(kind.facts)),
      marks: marksSchema.parse(JSON.parse(kind.marks)),
      texts: textsOf(JSON.parse(kind.texts)),
    };
  }
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

let rss = 0;
const watching = setInterval(() => (rss = Math.max(rss, process.memoryUsage.rss())), 20);
const cpu = process.cpuUsage();
const judge = createJudge(5);
for (const kind of facts()) judge.add(factsSchema.parse(JSON.parse(kind.facts)));
const key = new Uint8Array(32).fill(7);
const made = exportConversations(contents(), { format, mode, key, defaults: DEFAULTS, judge });
for await (const _ of made.body);
const { user, system } = process.cpuUsage(cpu);
clearInterval(watching);
const { done, bytes, conversations } = made.counts();
process.stdout.write(
  `${JSON.stringify({ format, mode, megabytes: done / 1e6, bytes, conversations, perCpuSecond: done / (user + system), rss: Math.max(rss, process.memoryUsage.rss()) / 1e6 })}\n`,
);
