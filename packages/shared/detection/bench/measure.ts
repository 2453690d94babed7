import type { Adapter } from "./adapter.ts";
import type { Corpus } from "./corpus.ts";
import type { PredictedSpan } from "./score.ts";
import { Score } from "./score.ts";

export interface Measured {
  name: string;
  chat: Score;
  apart: Score;
  byCorpus: Map<string, Score>;
  /** Recall by how a number was written, where a corpus says so: form → [found, gold]. */
  forms: Map<string, [number, number]>;
  /** Text through `detect` alone, by CPU time of this process. */
  megabytesPerSecond: number;
  /** Microseconds a message. */
  p50: number;
  p99: number;
  longest: number;
}

/** Drives one detector over every dialogue; earlier messages may get findings until their dialogue ends. */
export async function measure(adapter: Adapter, corpora: readonly Corpus[]): Promise<Measured> {
  await adapter.setup?.();
  const chat = new Score();
  const apart = new Score();
  const byCorpus = new Map<string, Score>();
  const forms = new Map<string, [number, number]>();
  const first = await run(adapter, corpora);
  // What is fast is timed when it is warm; what is slow was measured long enough.
  const timed = first.seconds < WARM_LIMIT_S ? await run(adapter, corpora) : first;
  const { predicted } = first;
  for (const corpus of corpora) {
    const score = new Score();
    byCorpus.set(corpus.name, score);
    for (const [number, { turns, focus }] of corpus.dialogues.entries()) {
      for (const [index, { spans: gold }] of turns.entries()) {
        const spans = predicted.get(corpus)?.[number]?.[index] ?? [];
        for (const target of [score, corpus.apart ? apart : chat])
          target.addMessage(gold, spans, focus);
        for (const one of gold)
          if (one.form) countForm(forms, one.type, one.form, gold, spans, one);
      }
    }
  }
  const times = timed.times.sort((a, b) => a - b);
  const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 1000);
  return {
    name: adapter.name,
    chat,
    apart,
    byCorpus,
    forms,
    megabytesPerSecond: timed.bytes / 1e6 / timed.seconds,
    p50: at(0.5),
    p99: at(0.99),
    longest: Math.round((times.at(-1) ?? 0) * 1000),
  };
}

const WARM_LIMIT_S = 40;

interface Run {
  predicted: Map<Corpus, PredictedSpan[][][]>;
  times: number[];
  bytes: number;
  /** Of CPU time. */
  seconds: number;
}

async function run(adapter: Adapter, corpora: readonly Corpus[]): Promise<Run> {
  const predicted = new Map<Corpus, PredictedSpan[][][]>();
  const times: number[] = [];
  let bytes = 0;
  const cpu = process.cpuUsage();
  for (const corpus of corpora) {
    const ofCorpus: PredictedSpan[][][] = [];
    for (const { turns } of corpus.dialogues) {
      adapter.reset?.();
      const spans: PredictedSpan[][] = turns.map(() => []);
      for (const [index, { speaker, text }] of turns.entries()) {
        bytes += Buffer.byteLength(text);
        const begun = performance.now();
        const result = adapter.detect(text, { speaker });
        const found = result instanceof Promise ? await result : result;
        times.push(performance.now() - begun);
        for (const span of found) if (span.end > span.start) spans[span.turn ?? index]?.push(span);
      }
      ofCorpus.push(spans);
    }
    predicted.set(corpus, ofCorpus);
  }
  const { user, system } = process.cpuUsage(cpu);
  return { predicted, times, bytes, seconds: (user + system) / 1e6 };
}

function countForm(
  forms: Map<string, [number, number]>,
  type: string,
  form: string,
  gold: Parameters<Score["addMessage"]>[0],
  spans: readonly PredictedSpan[],
  one: (typeof gold)[number],
): void {
  const alone = new Score();
  alone.addMessage([one], spans);
  const [found, all] = forms.get(`${type} ${form}`) ?? [0, 0];
  forms.set(`${type} ${form}`, [found + (alone.types.get(type)?.found ?? 0), all + 1]);
}
