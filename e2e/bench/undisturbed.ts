import { readFileSync } from "node:fs";

/** Of the processor time there was, so much may be taken by other machines without a round being run again. */
const LITTLE = 0.01;
/** So many rounds are run for one that counts, at most. */
const TRIES = 3;

export interface Undisturbed<T> {
  readonly rounds: readonly T[];
  /** How they were chosen, for the report. */
  readonly words: string;
}

/**
 * The rounds in which the host took the least processor time for other machines: chosen by that alone, whatever they measured. Where the kernel
 * does not tell, the first.
 *
 * @param count how many
 */
export async function undisturbed<T>(
  count: number,
  round: (index: number) => Promise<T>,
  time: () => ProcessorTime = processorTime,
): Promise<Undisturbed<T>> {
  const all: { readonly result: T; readonly stolen: number }[] = [];
  const isCalm = () => all.filter(({ stolen }) => stolen <= LITTLE).length >= count;
  while (!isCalm() && all.length < count * TRIES) {
    const before = time();
    const result = await round(all.length);
    all.push({ result, stolen: stolenShare(before, time()) });
  }
  const best = all.toSorted((one, other) => one.stolen - other.stolen).slice(0, count);
  const most = Math.max(...best.map(({ stolen }) => stolen));
  return {
    rounds: best.map(({ result }) => result),
    words: `${count} of ${all.length} rounds, in which other machines took at most ${(100 * most).toFixed(1)} % of the processors`,
  };
}

/** Ticks since the machine started, by what they went on: user, nice, system, idle, iowait, irq, softirq, steal (proc(5)). */
export type ProcessorTime = readonly number[];

export function processorTime(): ProcessorTime {
  if (process.platform !== "linux") return [];
  const [line = ""] = readFileSync("/proc/stat", "utf8").split("\n");
  return line.split(/\s+/).slice(1, 9).map(Number);
}

/** The share of the time between the two that the host took for other machines. */
export function stolenShare(before: ProcessorTime, after: ProcessorTime): number {
  const spent = after.map((ticks, kind) => ticks - (before[kind] ?? 0));
  const all = spent.reduce((sum, ticks) => sum + ticks, 0);
  return all === 0 ? 0 : (spent[STEAL] ?? 0) / all;
}

const STEAL = 7;
