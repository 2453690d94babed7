/**
 * Exports so many megabytes of transcript text of conversations that were marked before, to nowhere, and says how it went:
 * `npx tsx packages/conversation-side/transcript/bench/throughput.ts MEGABYTES [FORMAT [MODE [varied]]]`. Every conversation
 * is made from a number when it is wanted, with its marks as they come out of the database, so nothing but the export takes
 * memory. A first few megabytes warm up what is compiled: a gateway has done so, and of gigabytes it is nothing. `varied`: each has names, numbers, places and facts of its own, so that whatever an export remembers of them
 * grows as it would, and the tables of risk are full from the start, as after millions of conversations; making all this
 * up is in the time then, which says nothing. With `--expose-gc`, too, the memory after a collection is told at equal marks.
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
  type ExportCounts,
  type Judge,
  type MarkedConversation,
} from "../src/index.ts";
import * as z from "zod";
import { said } from "../src/journal.fixture.ts";
import { DIALOGUES } from "./dialogues.ts";

const megabytes = Number(process.argv[2] ?? 50);
const format = exportFormat.parse(process.argv[3] ?? "jsonl");
const mode = exportMode.parse(process.argv[4] ?? "defaults");
const varied = process.argv[5] === "varied";

const FULL = 1_600_000;
const MARKS = 20;
const marks: { megabytes: number; rss: number; held: number }[] = [];
/** Each is read again from JSON for every conversation. */
const kinds = DIALOGUES.map((lines) => {
  const conversation = marksOf("cnv", said(lines), detectTurns(), DEFAULTS);
  return {
    conversation,
    facts: JSON.stringify(conversation.facts),
    marks: JSON.stringify(conversation.marks),
    texts: JSON.stringify(conversation.texts),
    length: conversation.facts.length,
  };
});
type Kind = Pick<(typeof kinds)[number], "facts" | "marks" | "texts">;
const textsSchema = z.compile(z.array(z.string()));
const perRound = kinds.reduce((sum, { length }) => sum + length, 0);
const WARMING = 5;

function* facts(size: number): Generator<Kind> {
  let number = 0;
  for (let round = 0; round * perRound < size * 1e6; round++) {
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

/** As many at a time as a gateway takes out of its database. */
const PAGE = 200;

async function* contents(size: number): AsyncGenerator<Iterable<MarkedConversation>> {
  let count = 0;
  let page: Kind[] = [];
  for (const kind of facts(size)) {
    page.push(kind);
    if (page.length < PAGE) continue;
    await nextTurn();
    yield parsed(page, count);
    count += page.length;
    page = [];
  }
  yield parsed(page, count);
}

function* parsed(page: readonly Kind[], before: number): Generator<MarkedConversation> {
  let count = before;
  for (const kind of page) {
    count += 1;
    yield {
      id: `cnv_${String(count).padStart(26, "0")}`,
      facts: factsSchema.parse(JSON.parse(kind.facts)),
      marks: marksSchema.parse(JSON.parse(kind.marks)),
      texts: textsSchema.parse(JSON.parse(kind.texts)),
    };
  }
}

/** As many classes as there is room for. */
function remember(counted: Judge): void {
  const [kind] = kinds;
  if (kind === undefined) return;
  const own = { ...factsSchema.parse(JSON.parse(kind.facts)), quasi: {}, residuals: {} };
  for (let at = 0; at < FULL; at++)
    counted.add({ ...own, classes: [`before ${at}`, `then ${at}`] });
}

/** Both passes over so many megabytes. */
async function run(size: number): Promise<ExportCounts> {
  const judge = createJudge(5);
  if (varied) remember(judge);
  for (const kind of facts(size)) judge.add(factsSchema.parse(JSON.parse(kind.facts)));
  const key = new Uint8Array(32).fill(7);
  const rules = { format, mode, key, defaults: DEFAULTS, judge };
  const made = exportConversations(contents(size), rules);
  for await (const _ of made.body) if (globalThis.gc !== undefined) look(made.counts().done / 1e6);
  return made.counts();
}

/** What is held after a collection, in megabytes, whenever a twentieth more of the text went through. */
function look(through: number): void {
  if (through < ((marks.length + 1) * megabytes) / MARKS) return;
  globalThis.gc?.();
  const { rss: resident, heapUsed, external } = process.memoryUsage();
  marks.push({ megabytes: through, rss: resident / 1e6, held: (heapUsed + external) / 1e6 });
}

if (!varied) await run(WARMING);
marks.length = 0;
let rss = 0;
const watching = setInterval(() => (rss = Math.max(rss, process.memoryUsage.rss())), 50);
const cpu = process.cpuUsage();
const { done, bytes, conversations } = await run(megabytes);
const { user, system } = process.cpuUsage(cpu);
clearInterval(watching);
process.stdout.write(
  `${JSON.stringify({ format, mode, megabytes: done / 1e6, bytes, conversations, perCpuSecond: done / (user + system), rss: Math.max(rss, process.memoryUsage.rss()) / 1e6, marks })}\n`,
);
