import { issuerOf } from "../card/issuers.ts";
import type { Finding } from "../finding.ts";
import type { Context } from "../rules/context.ts";
import { isAsked } from "../rules/context.ts";
import type { Proposal } from "../rules/proposal.ts";
import type { Reading } from "../text/reading.ts";
import type { Detection } from "./core.ts";
import type { Joined, Part } from "./split-buffer.ts";
import type { SplitBuffer } from "./split-buffer.ts";
import { partOf } from "./split-buffer.ts";

export interface Pieces {
  joined: Joined | undefined;
  hold: Detection["hold"];
}

export const NO_PIECES: Pieces = { joined: undefined, hold: undefined };

/** What a message's number completes, and whether more of it may follow. */
export function readPieces(
  buffer: SplitBuffer,
  reading: Reading,
  context: Context,
  standing: readonly Proposal[],
  turn: number,
): Pieces {
  const found = reading.runs.length > 0 ? partOf(reading) : undefined;
  if (!found) {
    buffer.skip();
    return NO_PIECES;
  }
  const pending = buffer.pending();
  const named = standing.find(
    (one) => one.start < found.end && found.start < one.end && NAMED.test(one.rule),
  );
  // Whole by itself: put together with what stands before, every tenth would be whole again.
  if (named?.rule === "card-number") {
    buffer.skip();
    return NO_PIECES;
  }
  const part: Part = {
    ...found,
    ...reading.original(found.start, found.end),
    whole: reading.original(found.whole.start, found.whole.end),
    turn,
    named: named?.type,
    taken: false,
  };
  const hold = mayBePiece(part, context, pending, named !== undefined);
  return { joined: buffer.add(part, context), hold: hold ? "piece-of-a-number" : undefined };
}

/**
 * Little but digits, after a question for a card or a social security number, after other pieces, or so many that
 * begin as a card number does that more may follow.
 */
function mayBePiece(part: Part, context: Context, pending: number, named: boolean): boolean {
  const { alone, bare, digits } = part;
  if (!alone || digits === "") return false;
  const card = isAsked(context, "CARD_NUMBER");
  const asked = card || isAsked(context, "SSN");
  if (asked && digits.length <= 12 && (card || digits.length >= 3)) return true;
  // "size 42" after a number is no piece; "42" alone, or "and then 4242", may be.
  const follows = !named && (bare || digits.length >= 3);
  if (follows && pending >= 3 && pending + digits.length >= 5) return true;
  const begun = digits.length >= (context.isTopic("CARD_NUMBER") ? 9 : 12) && digits.length <= 15;
  return begun && !named && issuerOf(digits) !== undefined;
}

/** Rules that say what a number is by a word beside it. */
const NAMED = /^(?:number|code)-(?:before|after|asked)$|^(?:card-number|iban|date|email|url|ip)$/;

/** What passes every check and was asked for or named: see `isSure`. */
const SURE = 0.99;

export function partFinding({ type, evidence, whole, sure }: Joined, part: Part): Finding {
  const { start, end } = whole ? part.whole : part;
  return { type, start, end, confidence: sure === true ? SURE : 0.95, evidence, rule: "split" };
}
