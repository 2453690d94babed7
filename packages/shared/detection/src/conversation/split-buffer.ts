import { MEANS } from "../language/lexis.ts";
import { issuerOf } from "../card/issuers.ts";
import { luhnWindows } from "../card/luhn.ts";
import type { DigitRun } from "../digits/digit-runs.ts";
import type { FindingType } from "../finding.ts";
import { IBAN_LENGTHS, passesMod97 } from "../iban/iban-lengths.ts";
import type { Context } from "../rules/context.ts";
import { isAsked } from "../rules/context.ts";
import type { Reading } from "../text/reading.ts";

/** The one number of a message that may be a part of a longer one. */
export interface Part {
  turn: number;
  /** The digits, in the original text. */
  start: number;
  end: number;
  /** The message without blanks around it, in the original text. */
  whole: { start: number; end: number };
  /** The digits of its run; empty when it has none. */
  digits: string;
  /** The whole message as upper-case letters and digits, when it can be a piece of an IBAN. */
  code: string;
  /** Little else is in the message. */
  alone: boolean;
  /** Nothing else is in it. */
  bare: boolean;
  /** What something named it on its own: an order number, a PIN. */
  named: FindingType | undefined;
  /** A part of a number that was put together. */
  taken: boolean;
}

export interface Joined {
  type: FindingType;
  /** The parts are whole messages, not only their digits. */
  whole: boolean;
  parts: Part[];
  evidence: string[];
  /** Not only do the digits fit: it was asked for, or spoken of. */
  sure?: boolean;
}

/** How many messages the buffer reaches back over; of one or two digits, and beside them, more. */
const REACH = 6;
const STEP = [1, 0.125, 0.5] as const;
const STEP_BESIDE_DIGIT = 0.375;
/** Pieces are still coming when one message at most was something else. */
const PATIENCE = 1;
const MAX_PARTS = 19;

/**
 * The numbers of one speaker's last messages, tried together when a new one arrives: a card number, an IBAN, a
 * social security or telephone number that was sent in pieces.
 */
export class SplitBuffer {
  #parts: { part: Part; at: number }[] = [];
  /** How far the speaker has come, in the measure of {@link REACH}. */
  #at = 0;
  /** How many messages without a number came since the latest part. */
  #skipped = 0;

  /** A message without a number. */
  skip(): void {
    if (this.#parts.length === 0) return;
    this.#at += this.#parts.at(-1)?.part.digits.length === 1 ? STEP_BESIDE_DIGIT : 1;
    this.#skipped++;
  }

  /** Adds a message's part and says what its arrival completes. */
  add(part: Part, context: Context): Joined | undefined {
    this.#at += STEP[part.bare ? part.digits.length : 0] ?? 1;
    this.#skipped = 0;
    this.#parts.push({ part, at: this.#at });
    const oldest = this.#at - REACH;
    if (this.#parts.length > MAX_PARTS || (this.#parts[0]?.at ?? 0) <= oldest)
      this.#parts = this.#parts.filter((one) => one.at > oldest).slice(-MAX_PARTS);
    if (this.#parts.length < 2) return undefined;
    const recent = this.#parts.filter((one) => !one.part.taken).map((one) => one.part);
    for (let from = 0; from < recent.length - 1; from++) {
      const parts = recent.slice(from);
      const found = recognise(parts, context);
      if (!found || parts.some((one) => one.named && !isPieceOf(one.named, found.type))) continue;
      for (const one of parts) one.taken = true;
      return { ...found, parts };
    }
    return undefined;
  }

  /** How many digits the pieces before a new one hold, while they are fresh. */
  pending(): number {
    if (this.#skipped > PATIENCE) return 0;
    let digits = 0;
    for (let at = this.#parts.length - 1; at >= 0; at--) {
      const part = this.#parts[at]?.part;
      if (!part?.alone || part.taken) break;
      // An order's number has its name; no card's goes on behind it.
      if (part.named && !isPieceOf(part.named, "CARD_NUMBER")) break;
      digits += part.digits.length;
    }
    return digits;
  }
}

function recognise(parts: readonly Part[], context: Context): Omit<Joined, "parts"> | undefined {
  const evidence = `sent in ${parts.length} parts`;
  if (isIban(parts)) {
    const why = [evidence, "a country's IBAN length", "check digits are right"];
    return { type: "IBAN", whole: true, evidence: why };
  }
  let length = 0;
  let alone = true;
  for (const { digits, alone: only } of parts) {
    if (digits === "") return undefined;
    length += digits.length;
    alone &&= only;
  }
  if (length < 9 || length > 19) return undefined;
  if (length >= 12) {
    const issuer = cardIssuer(parts, context);
    if (!issuer) return undefined;
    const why = [evidence, `${issuer} issuer range and length`, "check digit is right"];
    const sure = isAsked(context, "CARD_NUMBER") || context.isTopic("CARD_NUMBER");
    return { type: "CARD_NUMBER", whole: false, evidence: why, sure };
  }
  if (!alone) return undefined;
  const about = (type: FindingType) => isAsked(context, type) || context.isTopic(type);
  const sizes = parts.map((part) => part.digits.length).join("-");
  const written = sizes === "3-2-4" || (about("SSN") && SSN_SIZES.test(sizes));
  if (length === 9 && (written || isAsked(context, "SSN")))
    return { type: "SSN", whole: false, evidence: [evidence, "nine digits"] };
  const phone = isAsked(context, "PHONE") || (sizes === "3-3-4" && about("PHONE"));
  return phone && length > 9
    ? { type: "PHONE", whole: false, evidence: [evidence, `${length} digits`] }
    : undefined;
}

const SSN_SIZES = /^(?:3-6|5-4|1(?:-1){8})$/;

function isIban(parts: readonly Part[]): boolean {
  let length = 0;
  for (const { code } of parts) {
    if (code === "") return false;
    length += code.length;
  }
  const first = parts[0]?.code ?? "";
  const country = first.length > 1 ? first.slice(0, 2) : first + (parts[1]?.code[0] ?? "");
  return (
    IBAN_LENGTHS.get(country) === length && passesMod97(parts.map((part) => part.code).join(""))
  );
}

/** The card network of 12 to 19 digits, when they are a number of its. */
function cardIssuer(parts: readonly Part[], context: Context): string | undefined {
  const whole = parts.map((part) => part.digits).join("");
  const issuer = issuerOf(whole);
  if (!issuer?.lengths.includes(whole.length)) return undefined;
  if (!luhnWindows(whole).passes(0, whole.length)) return undefined;
  // Short numbers meet by chance: without a word about cards only the usual lengths count.
  const few = parts.length <= 3 && parts.every((part) => part.alone && part.digits.length >= 4);
  const usual = (whole.length >= 15 || (whole.length === 14 && few)) && issuer.name !== "Maestro";
  const about = isAsked(context, "CARD_NUMBER") || context.isTopic("CARD_NUMBER");
  return usual || about ? issuer.name : undefined;
}

/** Whether a piece of the whole may have been named so when it came. */
function isPieceOf(named: FindingType, whole: FindingType): boolean {
  return (
    named === whole ||
    named === `${whole}_PARTIAL` ||
    (whole === "CARD_NUMBER" && named === "CARD_PARTIAL")
  );
}

/** The part that a message may be: its only run of digits, or all of it when it can be a piece of an IBAN. */
export function partOf(reading: Reading): Omit<Part, "turn" | "taken" | "named"> | undefined {
  const { tokens, runs, text } = reading;
  const code = text.length <= MAX_CODE ? ibanPiece(text) : "";
  const run = onlyRun(runs);
  const first = run?.groups[0];
  const last = run?.groups.at(-1);
  if (!run || !first || !last || run.digits.length > 18 || run.gaps.includes(":")) {
    return code === ""
      ? undefined
      : { ...trimmed(text), whole: trimmed(text), digits: "", code, alone: true, bare: true };
  }
  if (CURRENCY.has(tokens[first.firstToken - 1]?.raw ?? "")) return undefined;
  const single = run.digits.length === 1;
  const others = wordsBeside(reading, first.firstToken, last.endToken, single ? 0 : BESIDE);
  if (others > (single ? 0 : MAX_OTHERS)) return undefined;
  return {
    start: first.start,
    end: last.end,
    whole: trimmed(text),
    digits: run.digits,
    code,
    alone: others <= 3,
    bare: others === 0,
  };
}

const CURRENCY = new Set("$€£¥₹");
const MAX_OTHERS = 8;
const MAX_CODE = 48;
const IBAN_PIECE = /^(?:[A-Z]{2}\d{2}[A-Z0-9]*|\d[A-Z0-9]*|[A-Z]{4}\d[A-Z0-9]*)$/;

/**
 * Words beside tokens `[first, end)` that are none of `usual`. A single digit is a piece only when there are none at
 * all: "one second".
 */
function wordsBeside(
  { tokens, lexis }: Reading,
  first: number,
  end: number,
  usual: number,
): number {
  if (tokens.length > MAX_TOKENS) return MAX_TOKENS;
  let words = 0;
  for (let at = 0; at < tokens.length; at++) {
    if (at === first) at = end;
    const token = tokens[at];
    if (token && token.kind !== "mark" && !lexis.means(token, usual) && !LINKS.has(token.key))
      words++;
  }
  return words;
}

const LINKS = new Set(["then", "and", "und", "dann", "y", "luego", "et", "puis", "e", "depois"]);
const MAX_TOKENS = 40;
const BESIDE = MEANS.connector | MEANS.filler | MEANS.part;

/** The only run of two digits or more; or the only run. */
function onlyRun(runs: readonly DigitRun[]): DigitRun | undefined {
  if (runs.length === 1) return runs[0];
  let strong: DigitRun | undefined;
  for (const run of runs) {
    if (run.digits.length < 2) continue;
    if (strong) return undefined;
    strong = run;
  }
  return strong;
}

/** The message without blanks when every word of it may stand in an IBAN, else "". */
function ibanPiece(text: string): string {
  const compact = text.replace(BLANKS, "").toUpperCase();
  return compact.length <= 32 && IBAN_PIECE.test(compact) ? compact : "";
}

const BLANKS = /[\s-]+/g;

function trimmed(text: string): { start: number; end: number } {
  return { start: text.length - text.trimStart().length, end: text.trimEnd().length };
}
