import { findCards } from "../card/find-cards.ts";
import type { Reading } from "../text/reading.ts";
import { isTouched, isTouchedBehind } from "../text/touching.ts";
import type { Context } from "./context.ts";
import { isAsked } from "./context.ts";
import { cueBefore } from "./find-cue.ts";
import { holdsAmounts } from "./measure.ts";
import type { Proposal } from "./proposal.ts";

/**
 * Card numbers: issuer range, length and check digit; or, with a wrong check digit, grouped as on cards. Says whether
 * one with a right check digit was found. The digits of an encoded number are none of its.
 */
export function cardProposals(
  reading: Reading,
  context: Context,
  encoded: readonly Proposal[],
  proposals: Proposal[],
): boolean {
  let right = false;
  for (const run of reading.runs) {
    if (run.digits.length < 12 || isInside(encoded, run)) continue;
    const asked = isAsked(context, "CARD_NUMBER");
    const first = run.groups[0]?.firstToken ?? 0;
    const before = cueBefore(reading, first);
    const named = before?.type === "CARD_NUMBER";
    const windows = findCards(run, asked || named);
    for (const window of windows) {
      const head = run.groups[window.first];
      const tail = run.groups[window.last];
      if (!head || !tail || touchesCode(reading, head.firstToken, tail.endToken)) continue;
      if (!named && !asked && holdsAmounts(reading.text.slice(head.start, tail.end))) continue;
      const other = named ? undefined : cueBefore(reading, head.firstToken);
      const wide = window.issuer.name === "Maestro" || window.issuer.name === "UnionPay";
      if (other?.type === "ORDER_ID" && wide) continue;
      const evidence = [`${window.issuer.name} issuer range and length`, "check digit is right"];
      if (named) evidence.push("named in front of it");
      if (asked) evidence.push("the other side asked for it");
      const confidence = named || asked ? 0.99 : other && other.type !== "CVV" ? 0.75 : 0.95;
      if (other && other.strength >= 0.9 && /^(?:ORDER|ACCOUNT)_ID$/.test(other.type))
        evidence.push("but named otherwise");
      right = true;
      proposals.push({
        type: "CARD_NUMBER",
        start: head.start,
        end: tail.end,
        confidence,
        evidence,
        rule: "card-number",
      });
    }
    if (windows.length === 0) proposals.push(...grouped(reading, run));
  }
  return right;
}

function isInside(spans: readonly Proposal[], { groups }: Reading["runs"][number]): boolean {
  const start = groups[0]?.start ?? 0;
  return spans.some((one) => one.start <= start && start < one.end);
}

/** A letter touches it: the tail of a code such as a tracking number. A word in front may ("cc4111..."). */
function touchesCode({ tokens }: Reading, first: number, end: number): boolean {
  if (!isTouched(tokens, first)) return false;
  if (isTouchedBehind(tokens, end)) return true;
  const before = tokens[first - 1];
  const beyond = tokens[first - 2];
  // Track 1 of a magnetic stripe: %B, the number, ^ (ISO/IEC 7813).
  if (before?.raw === "B" && beyond?.raw === "%") return false;
  return (
    (before?.key.length ?? 0) < 2 || (beyond?.kind === "digits" && beyond.end === before?.start)
  );
}

/** Four times four digits are a card's grouping even when the check digit is wrong: somebody mistyped. */
function grouped(reading: Reading, run: Reading["runs"][number]): Proposal[] {
  if (run.groups.length < 3 || run.groups.length > 4) return [];
  const sizes = run.groups.map((group) => group.to - group.from).join(" ");
  const { start = 0, firstToken = 0 } = run.groups[0] ?? {};
  const end = run.groups.at(-1)?.end ?? 0;
  if (!/^4 4 4 4$|^4 6 5$/.test(sizes) || new Set(run.gaps).size !== 1) return [];
  const named = cueBefore(reading, firstToken);
  if (named && named.type !== "CARD_NUMBER") return [];
  const evidence = ["grouped as on cards", "check digit is wrong"];
  return [{ type: "CARD_NUMBER", start, end, confidence: 0.6, evidence, rule: "card-grouped" }];
}
