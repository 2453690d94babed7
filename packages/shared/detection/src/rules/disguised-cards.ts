import { findCards } from "../card/find-cards.ts";
import { disguisedRuns, mostDigits } from "../digits/disguised-runs.ts";
import * as MEANS from "../language/means.ts";
import type { Reading } from "../text/reading.ts";
import * as SHAPE from "../text/shape.ts";
import type { Context } from "./context.ts";
import { isAsked } from "./context.ts";
import { cueBefore } from "./find-cue.ts";
import { holdsAmounts } from "./measure.ts";
import type { Proposal } from "./proposal.ts";

/**
 * Card numbers of which some digits are in disguise; only where no plain one was found, and only with an issuer's
 * range and length, a right check digit and enough digits that are plain.
 */
export function disguisedCardProposals(
  reading: Reading,
  context: Context,
  proposals: Proposal[],
): void {
  if (!mayDisguise(reading)) return;
  const { text, tokens, lexis, meanings } = reading;
  const runs = disguisedRuns(tokens, lexis, MIN_DIGITS);
  if (meanings & MEANS.round) runs.push(...disguisedRuns(tokens, lexis, MIN_DIGITS, 4));
  for (const run of runs) {
    const first = run.groups[0]?.firstToken ?? 0;
    const cue = cueBefore(reading, first);
    const named = cue?.type === "CARD_NUMBER" || isAsked(context, "CARD_NUMBER");
    if (cue && !named && cue.strength > NAMED) continue;
    for (const window of findCards(run, named || run.digits.length <= MAX_AROUND)) {
      const head = run.groups[window.first];
      const tail = run.groups[window.last];
      if (!head || !tail || !USUAL.has(tail.to - head.from)) continue;
      if (!named && holdsAmounts(text.slice(head.start, tail.end))) continue;
      proposals.push({
        type: "CARD_NUMBER",
        start: head.start,
        end: tail.end,
        confidence: 0.96,
        evidence: [
          `${window.issuer.name} issuer range and length`,
          "check digit is right",
          "some digits as letters or words that sound or look like them",
        ],
        rule: "card-disguised",
      });
    }
  }
}

const MIN_DIGITS = 13;
/** A number with a stray digit or two around it. */
const MAX_AROUND = 18;
const NAMED = 0.8;
const MIN_PLAIN = 2;
const USUAL: ReadonlySet<number> = new Set([15, 16]);

/** Enough digits to be in doubt about, and something that may stand for others or part them. */
function mayDisguise({ shape, meanings, runs, tokens, lexis }: Reading): boolean {
  let plain = 0;
  for (const run of runs) plain += run.digits.length;
  if (plain >= MIN_DIGITS) return true;
  if (plain > 0 && meanings & MEANS.sound && soundsIn(tokens, lexis) >= MANY_SOUNDS) return true;
  const signs = (shape & (SHAPE.glued | SHAPE.stroke)) !== 0 || (meanings & SIGNS) !== 0;
  const led = plain >= MIN_LED && (meanings & MEANS.lead) !== 0;
  // Beside number words some more may be stretched: "fooour five sixx".
  const worded = plain >= MIN_WORDED && (meanings & MEANS.digits) !== 0;
  if (plain < MIN_PLAIN || !(signs || led || worded)) return false;
  return mostDigits(tokens, lexis) >= MIN_DIGITS;
}

/** How many words there are that sound like a digit or that another language has for something else: "vier een een een". */
function soundsIn(tokens: Reading["tokens"], lexis: Reading["lexis"]): number {
  let sounds = 0;
  for (const token of tokens) if (lexis.means(token, MEANS.sound)) sounds++;
  return sounds;
}

const SIGNS = MEANS.sound | MEANS.round | MEANS.part;
/** No sentence has so many beside a single digit. */
const MANY_SOUNDS = 10;
const MIN_LED = 8;
const MIN_WORDED = 3;
