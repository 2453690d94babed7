import { randomBytes } from "node:crypto";
import { ANONYMIZER_VERSION } from "@aside/anonymizer";
import { DETECTOR_VERSION } from "@aside/detection";
import { POLICY_VERSION } from "@aside/policy";
import type { ExportPreview } from "@aside/protocol";
import {
  createJudge,
  createUtility,
  explainBy,
  exportConversations,
  markedTurns,
  measure,
  previewConversation,
  type Explain,
  type ExportRules,
  type Facts,
  type MarkedConversation,
} from "@aside/transcript";
import type { Marker } from "./marker.ts";
import type { MarkedConversations, Run } from "./marked-conversations.ts";
import type { Scope } from "./scope.ts";

/** A preview is for a person who waits: so many of the newest conversations are counted, so many shown. */
const COUNTED = 2_000;
const SHOWN = 10;
const MOST_TURNS = 400;
const SAMPLE = 4_096;

/** What an export would hold, with its first conversations side by side. */
export async function previewOf(
  { conversations, marker }: { conversations: MarkedConversations; marker: Marker },
  scope: Scope,
  run: Run = {},
): Promise<ExportPreview> {
  const judge = createJudge(scope.wish.k);
  const replaced: Record<string, number> = {};
  const counted: Facts[] = [];
  let messages = 0;
  let complete = true;
  for await (const { facts } of each(conversations.facts(scope, run))) {
    if (counted.length === COUNTED) {
      complete = false;
      break;
    }
    judge.add(facts);
    counted.push(facts);
    messages += facts.messages;
    for (const [type, of] of Object.entries(facts.replaced))
      replaced[type] = (replaced[type] ?? 0) + of;
  }
  const { format, mode } = scope.wish;
  const rules = { format, mode, key: randomBytes(32), defaults: scope.tenant.defaults, judge };
  const utility = createUtility();
  const shown: ExportPreview["conversations"] = [];
  let turnsShown = 0;
  const first: MarkedConversation[] = [];
  for await (const conversation of each(conversations.contents(scope, "latest", run))) {
    const explain = await explainOf(marker, scope, conversation, run.signal);
    const { preview, turns, transcript } = previewConversation(conversation, rules, explain);
    measure(utility, turns, transcript.turns);
    first.push(conversation);
    shown.push(preview);
    turnsShown += preview.turns.length;
    if (shown.length === SHOWN || turnsShown > MOST_TURNS) break;
  }
  for (const facts of counted) judge.judge(facts);
  return {
    count: counted.length,
    messages,
    complete,
    replaced,
    risk: judge.report(),
    utility: utility.report(),
    policy: POLICY_VERSION,
    detectors: DETECTOR_VERSION,
    anonymizer: ANONYMIZER_VERSION,
    conversations: shown,
    sample:
      format === "parquet"
        ? ""
        : await sampleOf(first, { ...rules, judge: { ...judge, judge: judge.verdictOf } }),
  };
}

async function explainOf(
  marker: Marker,
  { tenant: { detection, defaults } }: Scope,
  { marks, texts }: MarkedConversation,
  signal: AbortSignal | undefined,
): Promise<Explain> {
  const turns = markedTurns(marks, texts, { level: 0, moved: false });
  return explainBy(await marker.explain({ turns, detection, defaults }, signal));
}

async function sampleOf(
  conversations: readonly MarkedConversation[],
  rules: ExportRules,
): Promise<string> {
  let sample = "";
  for await (const piece of exportConversations(page(conversations), rules).body) {
    sample += Buffer.from(piece).toString("utf8");
    if (sample.length >= SAMPLE) break;
  }
  return sample.slice(0, SAMPLE);
}

async function* each<T>(pages: AsyncIterable<Iterable<T>>): AsyncGenerator<T> {
  for await (const one of pages) yield* one;
}

async function* page<T>(list: readonly T[]): AsyncGenerator<readonly T[]> {
  yield list;
}
