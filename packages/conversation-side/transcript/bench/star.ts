/**
 * How coherent exports are on labelled dialogues: `npx tsx packages/conversation-side/transcript/bench/star.ts --data FILE`,
 * a line `{"id","turns":[{"speaker","text","spans":[{"start","end","type"}]}]}` a dialogue.
 */
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { DEFAULTS } from "@aside/anonymizer";
import * as z from "zod";
import {
  createJudge,
  createUtility,
  detectTurns,
  marksOf,
  measure,
  previewConversation,
  type MarkedConversation,
} from "../src/index.ts";
import { said } from "../src/journal.fixture.ts";

const dialogue = z.object({
  id: z.string(),
  turns: z.array(
    z.object({
      speaker: z.enum(["customer", "agent"]),
      text: z.string(),
      spans: z.array(z.object({ start: z.int(), end: z.int(), type: z.string() })),
    }),
  ),
});

const { values } = parseArgs({
  options: { data: { type: "string" }, show: { type: "string", default: "5" } },
});
if (values.data === undefined) throw new Error("--data FILE");

const judge = createJudge(5);
const marked: { conversation: MarkedConversation; gold: z.infer<typeof dialogue> }[] = [];
const began = performance.now();
let length = 0;
for await (const line of createInterface({ input: createReadStream(values.data) })) {
  const gold = dialogue.parse(JSON.parse(line));
  const events = said(
    gold.turns.map(({ speaker, text }) => `${speaker === "agent" ? "a" : "c"}: ${text}`),
  );
  const conversation = { id: gold.id, ...marksOf(gold.id, events, detectTurns(), DEFAULTS) };
  judge.add(conversation.facts);
  length += conversation.facts.length;
  marked.push({ conversation, gold });
}
const marking = (performance.now() - began) / 1_000;

const key = new Uint8Array(32).map((_, index) => index * 7 + 1);
let shown = 0;
for (const mode of ["defaults", "surrogates"] as const) {
  const utility = createUtility();
  const tally = {
    dialogues: 0,
    oneName: 0,
    surviving: 0,
    goldPersons: 0,
    goldPersonsReplaced: 0,
    withheld: 0,
  };
  const withheld: Record<string, number> = {};
  for (const { conversation, gold } of marked) {
    judge.judge(conversation.facts);
    const { preview, turns, transcript } = previewConversation(conversation, {
      format: "jsonl",
      mode,
      key,
      defaults: DEFAULTS,
      judge,
    });
    measure(utility, turns, transcript.turns);
    if (preview.withheld !== null) {
      tally.withheld += 1;
      withheld[preview.withheld] = (withheld[preview.withheld] ?? 0) + 1;
    }
    const names = new Map<string, Set<string>>();
    let alive = 0;
    const texts = preview.turns.map(({ exported }) => exported.text.toLowerCase());
    turns.forEach(({ text, spans }, index) => {
      const after = transcript.turns[index];
      spans.forEach((span, at) => {
        const value = text.slice(span.start, span.end);
        const placed = after?.spans[at];
        const now = after?.text.slice(placed?.start, placed?.end) ?? "";
        if (span.type === "PERSON") {
          const words = value.toLowerCase().match(/\p{L}+/gu) ?? [];
          const others =
            mode === "defaults"
              ? words.map(() => now)
              : (now.toLowerCase().match(/\p{L}+/gu) ?? []);
          words.forEach((word, place) =>
            names.set(word, (names.get(word) ?? new Set()).add(others[place] ?? "")),
          );
        }
        if (
          span.source === "found" &&
          value.trim().length >= 5 &&
          survives(texts, preview, value.trim().toLowerCase())
        ) {
          alive += 1;
          if (shown++ < Number(values.show))
            process.stderr.write(`survives: ${gold.id} ${span.type} ${value}\n`);
        }
      });
      for (const span of gold.turns[index]?.spans ?? []) {
        if (span.type !== "PERSON") continue;
        tally.goldPersons += 1;
        if (spans.some((one) => one.start < span.end && span.start < one.end))
          tally.goldPersonsReplaced += 1;
      }
    });
    tally.dialogues += 1;
    tally.surviving += alive;
    const several = [...names].filter(([, set]) => set.size > 1);
    if (several.length === 0) tally.oneName += 1;
    else if (shown++ < Number(values.show))
      process.stderr.write(
        `several: ${gold.id} ${several.map(([word, set]) => `${word}: ${[...set].join(", ")}`).join("; ")}\n`,
      );
  }
  const { tokens, changedTokens, changedTurns, actsKept, intentsKept } = utility.report();
  process.stdout.write(
    `${mode}: ${JSON.stringify({ ...tally, oneNameShare: tally.oneName / tally.dialogues, changedTokens: changedTokens / tokens, actsKept: actsKept / changedTurns, intentsKept: intentsKept / changedTurns, reasons: withheld })}\n`,
  );
}
process.stdout.write(
  `risk: ${JSON.stringify(judge.report())}\nmarking ${(length / marking / 1e6).toFixed(2)} MB/s\n`,
);

/** Whether a value stands in an exported turn outside of what was put there. */
function survives(
  texts: readonly string[],
  preview: ReturnType<typeof previewConversation>["preview"],
  value: string,
): boolean {
  return texts.some((text, index) => {
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
      const spans = preview.turns[index]?.exported.spans ?? [];
      if (!spans.some(({ start, end }) => start <= at && at + value.length <= end)) return true;
    }
    return false;
  });
}
