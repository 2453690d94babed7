import type { GoldSpan } from "./corpus.ts";

/** A span that a detector returned; `turn` names an earlier message. */
export interface PredictedSpan {
  start: number;
  end: number;
  type: string;
  turn?: number;
}

/** Labelled in the corpora, and neither to be found nor an error when found. */
export const UNSCORED = new Set(
  "CITY LOCATION ORG DATE TITLE AGE NRP PERSON_PUBLIC EMAIL_MANGLED NOISY".split(" "),
);

/** A prediction of the first type also finds the others. `NUMBER` is a rule that takes any number. */
const ALSO_FINDS: Record<string, readonly string[]> = {
  ADDRESS: ["POSTCODE"],
  POSTCODE: ["ADDRESS"],
  CARD_NUMBER: ["CARD_PARTIAL"],
  SSN: ["SSN_PARTIAL"],
  ACCOUNT_ID: ["ORDER_ID"],
  ORDER_ID: ["ACCOUNT_ID"],
  USERNAME: ["ACCOUNT_ID"],
  PIN: ["PASSWORD"],
  PASSWORD: ["PIN"],
  DATE_OF_BIRTH: ["EXPIRY"],
  EXPIRY: ["DATE_OF_BIRTH"],
  PASSPORT: ["DRIVER_LICENSE", "ACCOUNT_ID"],
  DRIVER_LICENSE: ["PASSPORT", "ACCOUNT_ID", "LICENSE_PLATE"],
  NUMBER:
    "CARD_PARTIAL SSN_PARTIAL ACCOUNT_ID ORDER_ID PIN POSTCODE CVV PASSWORD CARD_NUMBER SSN PHONE PASSPORT".split(
      " ",
    ),
};

export interface Tally {
  gold: number;
  found: number;
  predicted: number;
  right: number;
}

/** Counts by type, and by nothing at all (`any`), for a set of messages. */
export class Score {
  readonly types = new Map<string, Tally>();
  readonly any: Tally = { gold: 0, found: 0, predicted: 0, right: 0 };
  clean = 0;
  cleanFlagged = 0;

  /** A gold span is found when half of its characters are covered by spans of a type that finds it. */
  addMessage(
    gold: readonly GoldSpan[],
    predictions: readonly PredictedSpan[],
    focus?: string,
  ): void {
    const spans = focus ? predictions.filter((one) => finds(one.type, focus)) : predictions;
    const scored = gold.filter((one) => !UNSCORED.has(one.type));
    const unscored = gold.filter((one) => UNSCORED.has(one.type));
    for (const one of scored) {
      const tally = this.#of(one.type);
      tally.gold++;
      this.any.gold++;
      if (
        covered(
          one,
          spans.filter((span) => finds(span.type, one.type)),
        ) >= 0.5
      )
        tally.found++;
      if (covered(one, spans) >= 0.5) this.any.found++;
    }
    for (const span of spans) {
      if (covered(span, unscored) > 0 && covered(span, scored) === 0) continue;
      const tally = this.#of(span.type);
      tally.predicted++;
      this.any.predicted++;
      if (isRight(span, scored)) tally.right++;
      if (covered(span, scored) >= 0.34) this.any.right++;
    }
    if (gold.length === 0) {
      this.clean++;
      if (spans.length > 0) this.cleanFlagged++;
    }
  }

  total(): Tally {
    const sum: Tally = { gold: 0, found: 0, predicted: 0, right: 0 };
    for (const tally of this.types.values()) {
      for (const key of ["gold", "found", "predicted", "right"] as const) sum[key] += tally[key];
    }
    return sum;
  }

  #of(type: string): Tally {
    let tally = this.types.get(type);
    if (!tally) this.types.set(type, (tally = { gold: 0, found: 0, predicted: 0, right: 0 }));
    return tally;
  }
}

export function recall({ gold, found }: Tally): number {
  return gold === 0 ? 0 : found / gold;
}

export function precision({ predicted, right }: Tally): number {
  return predicted === 0 ? 0 : right / predicted;
}

export function f1(tally: Tally): number {
  const sum = recall(tally) + precision(tally);
  return sum === 0 ? 0 : (2 * recall(tally) * precision(tally)) / sum;
}

function finds(predicted: string, gold: string): boolean {
  return predicted === gold || (ALSO_FINDS[predicted]?.includes(gold) ?? false);
}

/** Half of it lies in gold of a type that it finds, or it covers half of a gold span that fills a third of it. */
function isRight(span: PredictedSpan, scored: readonly GoldSpan[]): boolean {
  const found = scored.filter((one) => finds(span.type, one.type));
  if (covered(span, found) >= 0.5) return true;
  return found.some((one) => covered(one, [span]) >= 0.5 && covered(span, [one]) >= 0.34);
}

/** The share of a span's characters that others cover. */
function covered(
  span: { start: number; end: number },
  others: readonly { start: number; end: number }[],
): number {
  let count = 0;
  for (let at = span.start; at < span.end; at++) {
    if (others.some((one) => one.start <= at && at < one.end)) count++;
  }
  return span.end > span.start ? count / (span.end - span.start) : 0;
}
