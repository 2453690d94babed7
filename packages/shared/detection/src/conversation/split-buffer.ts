import { mayBeginCard } from "../card/issuers.ts";
import type { FindingType } from "../finding.ts";
import { IBAN_LENGTHS } from "../iban/iban-lengths.ts";
import type { Context } from "../rules/context.ts";
import type { Whole } from "./join-parts.ts";
import { isAbout, joinParts } from "./join-parts.ts";
import type { Part } from "./part.ts";

export interface Joined extends Whole {
  parts: readonly Part[];
}

interface Kept {
  part: Part;
  /** How far the speaker had come, in the measure of {@link REACH}. */
  at: number;
  /** What came between it and the part before. */
  after: Between;
  /** The number that it was joined to. */
  joined: Joined | undefined;
}

/**
 * `nothing` that parts two pieces; other words of its speaker, or a `question` of the other side, so that it may be an
 * answer; or a question for another `value`, so that it is one.
 */
export type Between = "nothing" | "words" | "question" | "value";

/** How many messages the buffer reaches back over; pieces cost less, by their digits, and so do words between them. */
const REACH = 6;
const DIGITS_A_STEP = 8;
const SKIP = 0.375;
/** Pieces are still coming when so many messages at most were something else. */
const PATIENCE = 2;
const MAX_PARTS = 24;
const MAX_DIGITS = 19;
/** So many digits are a piece that another may follow. */
const MIN_BEGUN = 3;

/**
 * The numbers of one speaker's last messages, tried together when a new one arrives: a card number, an IBAN, a
 * social security or telephone number that was sent in pieces.
 */
export class SplitBuffer {
  #kept: Kept[] = [];
  #at = 0;
  /** How many messages without a number came since the latest part. */
  #skipped = 0;
  /** What the other side asked for since. */
  #asked: "nothing" | "question" | "value" = "nothing";

  /** A message without a number. */
  skip(): void {
    if (this.#kept.length === 0) return;
    this.#at += SKIP;
    this.#skipped++;
  }

  /** The other side asked for something that is no part of a number. */
  turnTo(what: "nothing" | "question" | "value"): void {
    if (what !== "nothing" && this.#asked !== "value") this.#asked = what;
  }

  /** Whether it holds a part that another may still go on from. */
  get isWaiting(): boolean {
    return this.#at - (this.#kept.at(-1)?.at ?? -REACH) < REACH;
  }

  /** Adds a message's part and says what its arrival completes. */
  add(part: Part, context: Context): Joined | undefined {
    this.#at += part.alone ? Math.min(1, part.digits.length / DIGITS_A_STEP) : 1;
    this.#kept.push({ part, at: this.#at, after: this.#between(), joined: undefined });
    this.#skipped = 0;
    this.#asked = "nothing";
    const oldest = this.#at - REACH;
    if (this.#kept.length > MAX_PARTS || (this.#kept[0]?.at ?? 0) <= oldest)
      this.#kept = this.#kept.filter((one) => one.at > oldest).slice(-MAX_PARTS);
    if (this.#kept.length < 2) return undefined;
    return (
      this.#join(this.#kept, context) ??
      this.#join(
        this.#only((one) => !one.other),
        context,
      ) ??
      this.#join(
        this.#only((one) => !one.other && one.bare),
        context,
      )
    );
  }

  #between(): Between {
    if (this.#asked !== "nothing") return this.#asked;
    return this.#skipped > PATIENCE ? "words" : "nothing";
  }

  /** The latest part and those before it that pass; none when all do. */
  #only(passes: (part: Part) => boolean): Kept[] {
    const kept = this.#kept.filter((one) => passes(one.part));
    return kept.length < this.#kept.length && kept.at(-1) === this.#kept.at(-1) ? kept : [];
  }

  #join(kept: readonly Kept[], context: Context): Joined | undefined {
    for (let from = 0; from < kept.length - 1; from++) {
      if (!mayStartAt(kept, from)) continue;
      const window = kept.slice(from);
      const parts = window.map((one) => one.part);
      const between = window.slice(1).map((one) => one.after);
      const found = joinParts(parts, between, context);
      if (!found || parts.some((one) => one.named && !isPieceOf(one.named, found.type))) continue;
      const joined = { ...found, parts };
      for (const one of window) one.joined = joined;
      return joined;
    }
    return undefined;
  }

  /** All parts that it holds, the oldest first. */
  get parts(): readonly Part[] {
    return this.#kept.map(({ part }) => part);
  }

  /** The last parts, the oldest first, whose digits begin a card number: each alone in its message, and of nothing else. */
  begun(): readonly Part[] {
    let number = "";
    let from = this.#kept.length;
    for (let at = this.#kept.length - 1; at >= 0; at--) {
      const one = this.#kept[at];
      if (!one || !isLink(one.part)) break;
      number = one.part.digits + number;
      if (number.length > MAX_DIGITS) break;
      if (mayStartAt(this.#kept, at) && mayBeginCard(number)) from = at;
      if (one.after === "value") break;
    }
    const [first, ...more] = this.#kept.slice(from).map(({ part }) => part);
    return first === undefined || (first.like && more.length === 0) ? [] : [first, ...more];
  }

  /**
   * How many digits or letters before a new part begin a card number, or an IBAN, that it may go on with; 0 when
   * none do. "42" behind "1042" goes on with nothing: no card begins so.
   */
  begunBefore({ digits, code }: Pick<Part, "digits" | "code">, context: Context): number {
    if (this.#kept.length === 0 || this.#between() !== "nothing") return 0;
    let begun = 0;
    let number = digits;
    let letters = code;
    for (let at = this.#kept.length - 1; at >= 0; at--) {
      const one = this.#kept[at];
      if (!one?.part.alone || one.part.other) break;
      number = one.part.digits + number;
      letters = one.part.code === "" ? "" : one.part.code + letters;
      if (number.length > MAX_DIGITS && letters === "") break;
      const before = number.length - digits.length;
      const card = digits !== "" && before >= MIN_BEGUN && number.length > MIN_BEGUN + 1;
      if (card && mayStartAt(this.#kept, at) && mayBeginCard(number)) begun = before;
      const ofIban = letters.length - code.length;
      if (code !== "" && mayBeginIban(letters, ofIban, isAbout(context, "IBAN"))) begun = ofIban;
      if (one.after !== "nothing" || one.part.complete) break;
    }
    return begun;
  }
}

function isLink({ digits, alone, other, complete, named }: Part): boolean {
  if (digits === "" || !alone || other || complete) return false;
  return named === undefined || isPieceOf(named, "CARD_NUMBER");
}

/** A window may hold all of a number that was joined before it was whole, and no part of it alone. */
function mayStartAt(kept: readonly Kept[], from: number): boolean {
  for (let at = from; at < kept.length; at++) {
    const joined = kept[at]?.joined;
    if (!joined) continue;
    if (kept.slice(0, from).some((one) => one.joined === joined)) return false;
    if (kept[from]?.joined === joined && !joined.open) return false;
  }
  return !kept.slice(from + 1).some((one) => one.part.complete);
}

/** A country, two digits and more, of which `before` came before; fewer count when one is spoken of. */
function mayBeginIban(letters: string, before: number, about: boolean): boolean {
  const length = IBAN_LENGTHS.get(letters.slice(0, 2)) ?? 0;
  return letters.length <= length && before >= (about ? 4 : 8) && /^..\d\d/.test(letters);
}

/** Whether a piece of the whole may have been named so when it came: "the last four" are a card's too. */
export function isPieceOf(named: FindingType, whole: FindingType): boolean {
  return (
    named === whole ||
    named === `${whole}_PARTIAL` ||
    (whole === "CARD_NUMBER" && (named === "CARD_PARTIAL" || named === "SSN_PARTIAL"))
  );
}
