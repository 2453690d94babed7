import type { Adapter } from "./adapter.ts";
import type { Corpus } from "./corpus.ts";

export interface Speed {
  name: string;
  /** Text through `detect` alone, by CPU time of this process; the best round. */
  megabytesPerSecond: number;
  /** Microseconds a message, of the best round. */
  p50: number;
  p99: number;
  longest: number;
}

const ROUNDS = 6;
/** Of CPU time, for each detector in each round: who is slow reads less, who is fast reads all of it again. */
const BUDGET_S = 2.5;
/** Dialogues of each corpus between two looks at the clock: one costs as much as a message, and would be counted. */
const STRIDE = 16;

/**
 * How fast detectors are beside each other: in rounds, one after the other in each, so that whatever else the machine
 * does meets them alike. The best round counts; the first ones warm up.
 */
export async function measureSpeed(
  adapters: readonly Adapter[],
  corpora: readonly Corpus[],
): Promise<Speed[]> {
  const best = new Map<string, Speed>();
  for (const adapter of adapters) await adapter.setup?.();
  for (let round = 0; round < ROUNDS; round++) {
    for (const adapter of adapters) {
      const speed = await run(adapter, corpora);
      const known = best.get(adapter.name);
      if (!known || speed.megabytesPerSecond > known.megabytesPerSecond)
        best.set(adapter.name, speed);
    }
  }
  return [...best.values()];
}

async function run(adapter: Adapter, corpora: readonly Corpus[]): Promise<Speed> {
  const times: number[] = [];
  let bytes = 0;
  const begun = process.cpuUsage();
  const seconds = () => {
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1e6;
  };
  // A dialogue of each corpus in turn: who stops early has read the same mixture.
  const most = Math.max(...corpora.map(({ dialogues }) => dialogues.length));
  for (let number = 0; number % STRIDE > 0 || seconds() < BUDGET_S; number++) {
    for (const { dialogues } of corpora) {
      const dialogue = dialogues[number % most];
      if (!dialogue) continue;
      adapter.reset?.();
      for (const { speaker, text } of dialogue.turns) {
        bytes += Buffer.byteLength(text);
        const before = performance.now();
        const found = adapter.detect(text, { speaker });
        if (found instanceof Promise) await found;
        times.push(performance.now() - before);
      }
    }
  }
  const megabytesPerSecond = bytes / 1e6 / seconds();
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 1000);
  return {
    name: adapter.name,
    megabytesPerSecond,
    p50: at(0.5),
    p99: at(0.99),
    longest: Math.round((times.at(-1) ?? 0) * 1000),
  };
}
