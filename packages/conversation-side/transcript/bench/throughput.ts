/**
 * Exports so many megabytes of transcript text of conversations that were marked before, to nowhere, and says how it went:
 * `npx tsx packages/conversation-side/transcript/bench/throughput.ts MEGABYTES [FORMAT [MODE [varied]]]`. Every conversation
 * is made from a number when it is wanted, with its marks as they come out of the database, so nothing but the export takes
 * memory. `varied`: each has names, numbers, places and facts of its own, so that whatever an export remembers of them
 * grows as it would, and the tables of risk are full from the start, as after millions of conversations; making all this
 * up is in the time then, which says nothing.
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
const varied = process.argv[5] === "varied";

const FULL = 1_600_000;
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
      conversation,
      facts: JSON.stringify(conversation.facts),
      marks: JSON.stringify(conversation.marks),
      texts: JSON.stringify(conversation.texts),
      length: conversation.facts.length,
    };
  }),
);
type Kind = Pick<(typeof kinds)[number], "facts" | "marks" | "texts">;
const perRound = kinds.reduce((sum, { length }) => sum + length, 0);
const rounds = Math.ceil((megabytes * 1e6) / perRound);

function* facts(): Generator<Kind> {
  let number = 0;
  for (let round = 0; round < rounds; round++) {
    for (const kind of kinds) yield varied ? another(kind, number++) : kind;
  }
}

/** The same with other letters and digits wherever something was found, and with facts that few or none share. */
function another({ conversation, marks }: (typeof kinds)[number], number: number): Kind {
  const texts = [...conversation.texts];
  let state = number + 1;
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % below;
  };
  const change = (list: readonly number[], size: number) => {
    for (let at = 0; at < list.length; at += size) {
      const [turn = 0, start = 0, end = 0] = list.slice(at, at + 3);
      const text = texts[turn] ?? "";
      const other = text
        .slice(start, end)
        .replace(/[a-z]/g, () => String.fromCharCode(97 + next(26)))
        .replace(/\d/g, () => String(next(10)));
      texts[turn] = text.slice(0, start) + other + text.slice(end);
    }
  };
  change(conversation.marks.spans, 6);
  change(conversation.marks.quasi, 4);
  const classes = [`quasi.city=${number}|week=2900`, `quasi.region=${number >> 2}|month=2026-11`];
  return {
    facts: JSON.stringify({ ...conversation.facts, classes }),
    marks,
    texts: JSON.stringify(texts),
  };
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

/** As many classes as there is room for. */
function remember(counted: typeof judge): void {
  const [kind] = kinds;
  if (kind === undefined) return;
  const own = { ...factsSchema.parse(JSON.parse(kind.facts)), quasi: {}, residuals: {} };
  for (let at = 0; at < FULL; at++)
    counted.add({ ...own, classes: [`before ${at}`, `then ${at}`] });
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

let rss = 0;
const watching = setInterval(() => (rss = Math.max(rss, process.memoryUsage.rss())), 20);
const cpu = process.cpuUsage();
const judge = createJudge(5);
if (varied) remember(judge);
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
