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
}

/** Drives one detector over every dialogue; earlier messages may get findings until their dialogue ends. */
export async function measure(adapter: Adapter, corpora: readonly Corpus[]): Promise<Measured> {
  await adapter.setup?.();
  const chat = new Score();
  const apart = new Score();
  const byCorpus = new Map<string, Score>();
  const forms = new Map<string, [number, number]>();
  const predicted = await run(adapter, corpora);
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
  return {
    name: adapter.name,
    chat,
    apart,
    byCorpus,
    forms,
  };
}

async function run(
  adapter: Adapter,
  corpora: readonly Corpus[],
): Promise<Map<Corpus, PredictedSpan[][][]>> {
  const predicted = new Map<Corpus, PredictedSpan[][][]>();
  for (const corpus of corpora) {
    const ofCorpus: PredictedSpan[][][] = [];
    for (const { turns } of corpus.dialogues) {
      adapter.reset?.();
      const spans: PredictedSpan[][] = turns.map(() => []);
      for (const [index, { speaker, text }] of turns.entries()) {
        const result = adapter.detect(text, { speaker });
        const found = result instanceof Promise ? await result : result;
        for (const span of found) if (span.end > span.start) spans[span.turn ?? index]?.push(span);
      }
      ofCorpus.push(spans);
    }
    predicted.set(corpus, ofCorpus);
  }
  return predicted;
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
