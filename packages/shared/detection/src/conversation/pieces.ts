import { issuerOf, mayBeginCard } from "../card/issuers.ts";
import type { Finding } from "../finding.ts";
import * as MEANS from "../language/means.ts";
import type { Context } from "../rules/context.ts";
import { isAsked } from "../rules/context.ts";
import type { Standing } from "../rules/proposal.ts";
import type { Reading } from "../text/reading.ts";
import type { Token } from "../text/tokens.ts";
import type { Detection, RetroactiveFinding } from "./core.ts";
import type { Part } from "./part.ts";
import { isAbout } from "./join-parts.ts";
import { partOf } from "./part.ts";
import type { Joined, SplitBuffer } from "./split-buffer.ts";
import { isPieceOf } from "./split-buffer.ts";

/** What a form takes that a speaker may have begun to send in pieces. */
export type PieceType = "CARD_NUMBER" | "IBAN" | "SSN";

/** Of an earlier message. `exposed`: it begins a card number, and with the pieces after it is more of one than may be seen beside its last four. */
export interface Piece extends RetroactiveFinding {
  exposed: boolean;
}

export interface Pieces {
  joined: Joined | undefined;
  hold: Detection["hold"];
  /** What a message that is to be held goes on with. */
  begun: readonly Part[];
  /** The part that the message is. */
  part: Part | undefined;
}

const NO_PARTS: readonly Part[] = [];
export const NO_PIECES: Pieces = {
  joined: undefined,
  hold: undefined,
  begun: NO_PARTS,
  part: undefined,
};

/** What a message's number completes, and whether more of it may follow. */
export function readPieces(
  buffer: SplitBuffer,
  reading: Reading,
  context: Context,
  standing: readonly Standing[],
  turn: number,
): Pieces {
  const found = reading.runs.length > 0 ? partOf(reading) : undefined;
  if (!found) {
    buffer.skip();
    return NO_PIECES;
  }
  let named: Standing | undefined;
  let like = false;
  for (const one of standing) {
    if (one.start >= found.end || found.start >= one.end) continue;
    if (named === undefined && saysWhat(one)) named = one;
    like ||= !isOfCard(one.type);
  }
  const complete =
    named?.rule === "card-number" && named.start <= found.start && named.end >= found.end;
  // Whole by itself: put together with what stands before, every tenth would be whole again.
  if (complete && !(found.bare && issuerOf(found.digits)?.name === "UnionPay")) {
    buffer.skip();
    return NO_PIECES;
  }
  const { start, end } = reading.original(found.start, found.end);
  const part: Part = {
    turn,
    start,
    end,
    whole: reading.original(found.whole.start, found.whole.end),
    digits: found.digits,
    code: found.code,
    alone: found.alone,
    bare: found.bare,
    named: named?.type,
    other: named !== undefined && !ASKED.test(named.rule) && !isOfCard(named.type),
    like,
    complete,
  };
  const hold = mayBePiece(part, context, buffer);
  const joined = buffer.add(part, context);
  if (!hold) return { joined, hold: undefined, begun: NO_PARTS, part };
  const begun = buffer.begun().filter((one) => one !== part);
  return { joined, hold: "piece-of-a-number", begun, part };
}

/**
 * Little but digits, after a question for a card or a social security number, after other pieces, or so many that
 * begin as a card number does that more may follow.
 */
function mayBePiece(part: Part, context: Context, buffer: SplitBuffer): boolean {
  const { alone, bare, digits, other } = part;
  if (!alone || other) return false;
  const card = isAsked(context, "CARD_NUMBER");
  const asked = card || isAsked(context, "SSN");
  if (asked && digits.length > 0 && digits.length <= 12 && (card || digits.length >= 3))
    return true;
  const aboutCard = isAbout(context, "CARD_NUMBER");
  const begun = buffer.begunBefore(part, context);
  // "size 42" after a number is no piece; "42" alone, or "and then 4242", may be.
  if (begun > 0 && (bare || aboutCard || begun >= NEARLY_ALL)) return true;
  const most = digits.length >= (aboutCard ? 9 : 12) && digits.length <= 15;
  if (most && issuerOf(digits) !== undefined) return true;
  return ODD_HEAD.test(digits) && bare && isNobodys(part, context) && mayBeginCard(digits);
}

/** More than half of a card number at once, of a length that telephone numbers seldom have where they begin so. */
const ODD_HEAD = /^(?:\d{9}|\d{11})$/;

/** Nothing says what it is: no word, no question, nothing that was spoken of. */
function isNobodys({ named }: Part, context: Context): boolean {
  if (named !== undefined || context.asked.length > 0) return false;
  return !OF_NUMBERS.some((type) => context.isTopic(type));
}

const OF_NUMBERS = ["ORDER_ID", "ACCOUNT_ID", "PHONE"] as const;

/** With so many digits before it, it need not stand alone. */
const NEARLY_ALL = 12;

function isOfCard(type: Standing["type"]): boolean {
  return isPieceOf(type, "CARD_NUMBER") || isPieceOf(type, "SSN");
}

/** What a message asks for that is no piece of a number: what the other side then gives begins anew. */
export function turnsTo(reading: Reading): "nothing" | "question" | "value" {
  const { text, lexis, meanings, cueStartingAt } = reading;
  if ((meanings & MEANS.request) === 0 && !text.includes("?")) return "nothing";
  let value = false;
  for (const { type } of cueStartingAt.all) {
    if (type !== undefined && PIECED.has(type)) return "nothing";
    value ||= type !== undefined;
  }
  if (value) return "value";
  if (meanings & (MEANS.lead | MEANS.part)) return "nothing";
  const isStranger = (token: Token) => token.kind === "word" && !lexis.means(token, KNOWN);
  return reading.tokens.some(isStranger) ? "question" : "nothing";
}

const KNOWN = MEANS.connector | MEANS.request | MEANS.filler;

/** "And the last four digits?" asks for a piece too. */
const PIECED: ReadonlySet<string> = new Set([
  "CARD_NUMBER",
  "CARD_PARTIAL",
  "SSN",
  "SSN_PARTIAL",
  "IBAN",
]);

/** Whether something says what a number is: a word beside it, a question for it, a number sign. */
function saysWhat({ rule, type }: Standing): boolean {
  return NAMED.test(rule) || (rule === "number-shape" && type === "ORDER_ID");
}

const NAMED = /^(?:number|code)-(?:before|after|asked)$|^(?:card-number|iban|date|email|url|ip)$/;
const ASKED = /-asked$/;

/** A number that somebody else has just told as this, read back: "so that is four oh two...". */
export function readBack(
  { digits, start, end }: Part,
  { parts }: SplitBuffer,
): Finding | undefined {
  if (digits.length < FEWEST_READ_BACK) return undefined;
  const type = parts.find((one) => one.digits === digits && one.named !== undefined)?.named;
  if (type === undefined) return undefined;
  return { type, start, end, confidence: 0.9, evidence: READ_BACK, rule: "read-back" };
}

const FEWEST_READ_BACK = 4;
const READ_BACK = ["the same number was told before"];

/** What passes every check and was asked for or named: see `isSure`. */
const SURE = 0.99;

/** What a speaker's last messages hold that may be parts of a number of this type. */
export function piecesIn(buffer: SplitBuffer, type: PieceType): Piece[] {
  const begun = buffer.begun();
  const number = begun.map(({ digits }) => digits).join("");
  const exposed = type === "CARD_NUMBER" && number.length > mostSeen(number);
  return buffer.parts
    .filter(({ digits, code }) => (type === "IBAN" ? code : digits) !== "")
    .map((part) => {
      const whole = type === "IBAN";
      const evidence = ["a part of a number that a form takes"];
      const finding = partFinding({ type, whole, evidence, parts: [part] }, part);
      return { turn: part.turn, finding, exposed: exposed && begun.includes(part) };
    });
}

/**
 * How many of its first digits anybody may be shown beside the last four: eight where a network's numbers have sixteen or more, six where they
 * may have fewer. PCI SSC FAQ 1091, "What are acceptable formats for truncation of primary account numbers?"
 */
function mostSeen(number: string): number {
  return issuerOf(number)?.lengths.every((length) => length >= 16) === true ? 8 : 6;
}

export function partFinding({ type, evidence, whole, sure }: Joined, part: Part): Finding {
  const { start, end } = whole ? part.whole : part;
  return { type, start, end, confidence: sure === true ? SURE : 0.95, evidence, rule: "split" };
}
