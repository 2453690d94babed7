import type { Cost } from "./hostile.ts";
import { EARLY_ROUNDS, MORE_ROUNDS } from "./hostile.ts";
import type { Measured } from "./measure.ts";
import type { Speed } from "./speed.ts";
import type { SplitTally } from "./splits.ts";
import type { Score, Tally } from "./score.ts";
import { f1, precision, recall } from "./score.ts";

const CORE =
  "PERSON ADDRESS POSTCODE EMAIL PHONE CARD_NUMBER CVV EXPIRY SSN IBAN ACCOUNT_ID ORDER_ID PIN DATE_OF_BIRTH".split(
    " ",
  );

/** Markdown tables of a run: totals, types, corpora, and the forms of numbers that are not always found. */
export function report(
  results: readonly Measured[],
  skipped: readonly { name: string; reason: string }[],
): string {
  const names = results.map((one) => one.name);
  const header = (first: string) => [
    row([first, ...names]),
    row([first, ...names].map(() => "---")),
  ];
  const types = [...new Set(results.flatMap((one) => [...one.chat.types.keys()]))].sort();
  const corpora = [...new Set(results.flatMap((one) => [...one.byCorpus.keys()]))];
  const goldOf = (type: string) => results[0]?.chat.types.get(type)?.gold ?? 0;
  return [
    "### Totals, chat corpora",
    "",
    ...header("recall / precision / F1"),
    row(["micro, all types", ...results.map((one) => cell(one.chat.total()))]),
    row(["macro F1, 14 core types", ...results.map((one) => macro(one.chat).toFixed(3))]),
    row(["any type", ...results.map((one) => cell(one.chat.any))]),
    row(["clean messages flagged", ...results.map((one) => percent(one.chat))]),
    "",
    "### By type, chat corpora",
    "",
    ...header("type (labelled)"),
    ...types
      .filter((type) => goldOf(type) > 0)
      .map((type) =>
        row([`${type} (${goldOf(type)})`, ...results.map((one) => cell(one.chat.types.get(type)))]),
      ),
    "",
    "### By corpus: any-type recall / precision, clean messages flagged",
    "",
    ...header("corpus"),
    ...corpora.map((corpus) =>
      row([corpus, ...results.map((one) => anyCell(one.byCorpus.get(corpus)))]),
    ),
    "",
    ...formTable(results),
    ...skipped.map(({ name, reason }) => `Skipped: ${name}: ${reason}.`),
  ].join("\n");
}

/** What {@link tallySplits} counted, and the share of ordinary conversations that were held. */
export function splitReport(
  tallies: ReadonlyMap<string, SplitTally & { sequences: number }>,
  ordinary: number,
): string {
  const share = (count: number, of: number) => `${((100 * count) / of).toFixed(1)} %`;
  return [
    "### Card numbers in pieces of 1 to 15 digits, of eight networks, with and without words between (aside-inline)",
    "",
    row(["", "sequences", "warned before more than 8 digits", "last piece stopped", "all marked"]),
    row(["---", "---", "---", "---", "---"]),
    ...[...tallies].map(([key, { sequences, warned, stopped, marked }]) =>
      row([
        key,
        String(sequences),
        ...[warned, stopped, marked].map((count) => share(count, sequences)),
      ]),
    ),
    "",
    `Conversations of three to five ordinary numbers in which one was held: ${(100 * ordinary).toFixed(2)} %.`,
  ].join("\n");
}

/** The costliest of hostile texts: milliseconds for 100,000 characters of what is repeated. */
export function hostileReport(costs: readonly Cost[]): string {
  const ranked = costs.toSorted((one, other) => other.least - one.least);
  const over = (kind: "early" | "least") => costs.filter((cost) => cost[kind] > MOST_MS).length;
  const early = Math.max(...costs.map((cost) => cost.early));
  return [
    `### 100,000 characters of one repeated piece (aside-inline), ${costs.length} pieces`,
    "",
    `Milliseconds of CPU: median ${(ranked[ranked.length >> 1]?.least ?? 0).toFixed(0)}, longest ${(ranked[0]?.least ?? 0).toFixed(0)}; over ${MOST_MS} ms: ${over("least")}.`,
    `The costliest: ${ranked
      .slice(0, 5)
      .map(({ unit, least }) => `\`${JSON.stringify(unit)}\` ${least.toFixed(0)}`)
      .join(", ")}.`,
    `It is the least of ${EARLY_ROUNDS + MORE_ROUNDS} rounds for what is costly, of ${EARLY_ROUNDS} for the rest. In the first ${EARLY_ROUNDS} rounds, while V8 was still compiling, ${over("early")} took longer than ${MOST_MS}, the longest ${early.toFixed(0)}.`,
  ].join("\n");
}

const MOST_MS = 50;

/** What {@link measureSpeed} measured, as a table. */
export function speedReport(speeds: readonly Speed[]): string {
  const names = speeds.map(({ name }) => name);
  return [
    "### Speed, in rounds one after the other, the best round of each",
    "",
    row(["", ...names]),
    row(["", ...names].map(() => "---")),
    row(["MB/s of CPU time", ...speeds.map((one) => one.megabytesPerSecond.toFixed(2))]),
    row([
      "µs a message p50 / p99 / longest",
      ...speeds.map((one) => `${one.p50} / ${one.p99} / ${one.longest}`),
    ]),
  ].join("\n");
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function cell(tally: Tally | undefined): string {
  if (!tally || tally.predicted + tally.found === 0) return "–";
  return `${recall(tally).toFixed(3)} / ${precision(tally).toFixed(3)} / ${f1(tally).toFixed(3)}`;
}

function anyCell(score: Score | undefined): string {
  if (!score) return "–";
  const found =
    score.any.gold > 0
      ? `${recall(score.any).toFixed(3)} / ${precision(score.any).toFixed(3)}, `
      : "";
  return `${found}${percent(score)}`;
}

function percent({ clean, cleanFlagged }: Score): string {
  return `${((100 * cleanFlagged) / Math.max(1, clean)).toFixed(2)} %`;
}

function macro(score: Score): number {
  const tallies = CORE.map((type) => score.types.get(type)).filter(
    (tally) => tally !== undefined && tally.gold >= 20,
  );
  return (
    tallies.reduce((sum, tally) => sum + (tally ? f1(tally) : 0), 0) / Math.max(1, tallies.length)
  );
}

/** Forms with an example that our export profile misses. */
function formTable(results: readonly Measured[]): string[] {
  const ours = results.find((one) => one.name === "aside-export");
  const missed = [...(ours?.forms ?? [])].filter(([, [found, all]]) => found < all);
  if (missed.length === 0) return [];
  return [
    "### Forms of numbers not always found (aside-export)",
    "",
    ...missed.map(([form, [found, all]]) => `- ${form}: ${found} of ${all}`),
    "",
  ];
}
