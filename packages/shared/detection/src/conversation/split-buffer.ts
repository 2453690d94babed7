import { issuerOf } from "../card/issuers.ts";
import { luhnWindows } from "../card/luhn.ts";
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
}

const KEPT = 6;
const MAX_PARTS = 6;

/**
 * The numbers of one speaker's last six messages, tried together when a new one arrives: a card number, an IBAN, a
 * social security or telephone number that was sent in pieces.
 */
export class SplitBuffer {
  #parts: (Part | undefined)[] = [];

  /** Adds a message's part, or the lack of one, and says what its arrival completes. */
  add(part: Part | undefined, context: Context): Joined | undefined {
    this.#parts = [...this.#parts, part].slice(-KEPT);
    if (!part || part.taken) return undefined;
    const recent = this.#parts
      .filter((one) => one !== undefined && !one.taken)
      .filter((one) => one !== undefined);
    for (let from = Math.max(0, recent.length - MAX_PARTS); from < recent.length - 1; from++) {
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
    let digits = 0;
    for (let at = this.#parts.length - 1; at >= 0; at--) {
      const part = this.#parts[at];
      if (!part?.alone || part.taken) break;
      digits += part.digits.length;
    }
    return digits;
  }
}

function recognise(parts: readonly Part[], context: Context): Omit<Joined, "parts"> | undefined {
  const evidence = [`sent in ${parts.length} parts`];
  const code = parts.map((part) => part.code).join("");
  if (
    parts.every((part) => part.code !== "") &&
    IBAN_LENGTHS.get(code.slice(0, 2)) === code.length &&
    passesMod97(code)
  ) {
    return {
      type: "IBAN",
      whole: true,
      evidence: [...evidence, "a country's IBAN length", "check digits are right"],
    };
  }
  if (parts.some((part) => part.digits === "")) return undefined;
  const whole = parts.map((part) => part.digits).join("");
  const about = (type: FindingType) => isAsked(context, type) || context.isTopic(type);
  if (whole.length >= 12 && whole.length <= 19) {
    const issuer = issuerOf(whole);
    const right =
      issuer?.lengths.includes(whole.length) && luhnWindows(whole).passes(0, whole.length);
    // Short numbers meet by chance: without a word about cards only the usual lengths count.
    const few = parts.length <= 3 && parts.every((part) => part.alone && part.digits.length >= 4);
    const usual =
      (whole.length >= 15 || (whole.length === 14 && few)) && issuer?.name !== "Maestro";
    if (right && (usual || about("CARD_NUMBER"))) {
      return {
        type: "CARD_NUMBER",
        whole: false,
        evidence: [...evidence, `${issuer?.name} issuer range and length`, "check digit is right"],
      };
    }
  }
  const alone = parts.every((part) => part.alone);
  const sizes = parts.map((part) => part.digits.length).join("-");
  if (alone && whole.length === 9 && (about("SSN") || sizes === "3-2-4")) {
    return { type: "SSN", whole: false, evidence: [...evidence, "nine digits"] };
  }
  if (
    alone &&
    (whole.length === 10 || whole.length === 11) &&
    (isAsked(context, "PHONE") || (sizes === "3-3-4" && about("PHONE")))
  ) {
    return { type: "PHONE", whole: false, evidence: [...evidence, `${whole.length} digits`] };
  }
  return undefined;
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
  if (runs.length === 0) return undefined;
  const strong = runs.filter((run) => run.digits.length >= 2);
  const run = strong.length === 1 ? strong[0] : undefined;
  const first = run?.groups[0];
  const last = run?.groups.at(-1);
  const code = ibanPiece(text);
  if (!run || !first || !last || run.digits.length > 18 || run.gaps.includes(":")) {
    return code === ""
      ? undefined
      : { ...trimmed(text), whole: trimmed(text), digits: "", code, alone: true };
  }
  if (/^[$€£¥₹]$/.test(tokens[first.firstToken - 1]?.raw ?? "")) return undefined;
  const others = tokens.length - (last.endToken - first.firstToken);
  if (others > MAX_OTHERS) return undefined;
  return {
    start: first.start,
    end: last.end,
    whole: trimmed(text),
    digits: run.digits,
    code,
    alone: others <= 3,
  };
}

const MAX_OTHERS = 8;
const IBAN_PIECE = /^(?:[A-Z]{2}\d{2}[A-Z0-9]*|\d[A-Z0-9]*|[A-Z]{4}\d[A-Z0-9]*)$/;

/** The message without blanks when every word of it may stand in an IBAN, else "". */
function ibanPiece(text: string): string {
  if (text.length > 48) return "";
  const compact = text.replace(/[\s-]/g, "").toUpperCase();
  return compact.length >= 2 && compact.length <= 32 && IBAN_PIECE.test(compact) ? compact : "";
}

function trimmed(text: string): { start: number; end: number } {
  return { start: text.length - text.trimStart().length, end: text.trimEnd().length };
}
