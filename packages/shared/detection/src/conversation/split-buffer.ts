import { issuerOf } from "../card/issuers.ts";
import { luhnWindows } from "../card/luhn.ts";
import type { FindingType } from "../finding.ts";
import { IBAN_LENGTHS, passesMod97 } from "../iban/iban-lengths.ts";
import type { Context } from "../rules/context.ts";
import type { Reading } from "../text/reading.ts";

/** The one number of a message that may be a part of a longer one. */
export interface Part {
  turn: number;
  /** Offsets in the original text. */
  start: number;
  end: number;
  /** Digits, or upper-case letters and digits. */
  compact: string;
  /** Little else is in the message. */
  alone: boolean;
  /** Something named it on its own: an order number, a PIN. */
  taken: boolean;
}

export interface Joined {
  type: FindingType;
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
    const recent = this.#parts.filter((one) => one !== undefined && !one.taken).filter((one) => one !== undefined);
    for (let from = Math.max(0, recent.length - MAX_PARTS); from < recent.length - 1; from++) {
      const parts = recent.slice(from);
      const found = recognise(parts, context);
      if (!found) continue;
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
      digits += part.compact.length;
    }
    return digits;
  }
}

function recognise(parts: readonly Part[], context: Context): Omit<Joined, "parts"> | undefined {
  const whole = parts.map((part) => part.compact).join("");
  const evidence = [`sent in ${parts.length} parts`];
  if (!/^\d+$/.test(whole)) {
    const country = IBAN_LENGTHS.get(whole.slice(0, 2));
    if (country !== whole.length || !passesMod97(whole)) return undefined;
    return { type: "IBAN", evidence: [...evidence, "a country's IBAN length", "check digits are right"] };
  }
  const about = (type: FindingType) => context.asked.includes(type) || context.topic.has(type);
  if (whole.length >= 12 && whole.length <= 19) {
    const issuer = issuerOf(whole);
    const right = issuer?.lengths.includes(whole.length) && luhnWindows(whole).passes(0, whole.length);
    // Short numbers meet by chance: without a word about cards only the usual lengths count.
    const usual = whole.length >= 15 && issuer?.name !== "Maestro";
    if (right && (usual || about("CARD_NUMBER"))) {
      return { type: "CARD_NUMBER", evidence: [...evidence, `${issuer?.name} issuer range and length`, "check digit is right"] };
    }
  }
  const alone = parts.every((part) => part.alone);
  const sizes = parts.map((part) => part.compact.length).join("-");
  if (alone && whole.length === 9 && (about("SSN") || sizes === "3-2-4")) {
    return { type: "SSN", evidence: [...evidence, "nine digits"] };
  }
  if (alone && (whole.length === 10 || whole.length === 11) && (context.asked.includes("PHONE") || sizes === "3-3-4")) {
    return { type: "PHONE", evidence: [...evidence, `${whole.length} digits`] };
  }
  return undefined;
}

/** The part that a message may be: its only run of digits, or its only code when it looks like a piece of an IBAN. */
export function partOf(reading: Reading): Omit<Part, "turn" | "taken"> | undefined {
  const { tokens, runs, text } = reading;
  const compact = text.replace(/[\s-]/g, "").toUpperCase();
  if (IBAN_PIECE.test(compact) && /[A-Z]/.test(compact) && /\d/.test(compact)) {
    return { start: 0, end: text.length, compact, alone: true };
  }
  const strong = runs.filter((run) => run.digits.length >= 2);
  const [run] = strong;
  if (!run || strong.length > 1 || run.digits.length > 18) return undefined;
  const first = run.groups[0];
  const last = run.groups.at(-1);
  if (!first || !last || run.gaps.some((gap) => ":$".includes(gap) && gap !== "")) return undefined;
  const others = tokens.length - (last.endToken - first.firstToken);
  if (others > 8) return undefined;
  return { start: first.start, end: last.end, compact: run.digits, alone: others <= 3 };
}

const IBAN_PIECE = /^[A-Z0-9]{4,32}$/;
