import * as MEANS from "../language/means.ts";
import type { Finding, FindingType } from "../finding.ts";
import { TYPE_BITS } from "../finding.ts";
import type { Asked, Context } from "../rules/context.ts";
import type { Reading } from "../text/reading.ts";
import * as SHAPE from "../text/shape.ts";

/** How many answers a question waits for. */
const PATIENCE = 5;
const NO_QUESTIONS: readonly Asked[] = [];
const NOTHING: ReadonlySet<FindingType> = new Set();
const MAX_SPEAKERS = 16;
const TOPIC_TURNS = 8;

interface Speaker {
  /** How many messages. */
  said: number;
  asked: Asked[];
  /** What the last question was for, and when it came. */
  before: Asked[];
  at: number;
  given: Set<FindingType> | undefined;
}

/** What each speaker asked for, and what the last messages were about. */
export class Questions {
  readonly #speakers = new Map<string, Speaker>();
  readonly #isTopic = (type: FindingType) =>
    this.#topics.some((one) => one.type === type && this.#turn - one.turn <= TOPIC_TURNS);
  readonly #topics: { type: FindingType; turn: number }[] = [];
  #turn = 0;
  /** Whether anybody waits for anything. */
  #open = false;

  contextFor(speaker: string): Context {
    const own = this.#speakers.get(speaker);
    return {
      speaker,
      asked: this.#open ? this.#askedOf(own) : NO_QUESTIONS,
      isTopic: this.#isTopic,
      given: own?.given ?? NOTHING,
      oneSided: this.#speakers.size === 1 && own !== undefined,
    };
  }

  heard(name: string, reading: Reading, findings: readonly Finding[]): void {
    this.#turn++;
    const speaker = this.#speakerOf(name);
    if (!speaker) return;
    speaker.said++;
    for (const finding of findings) (speaker.given ??= new Set()).add(finding.type);
    if (this.#open) {
      for (const other of this.#speakers.values()) {
        if (other !== speaker && other.asked.length > 0)
          other.asked = waiting(other.asked, findings);
      }
    }
    const { before } = speaker;
    if (before.length > 0 && speaker.said - speaker.at <= SOON) {
      const part = before.some(({ type }) => type === "DATE_OF_BIRTH") && PART.test(reading.text);
      if (part || AGAIN.test(reading.text)) speaker.asked = before;
      if (part) speaker.at = speaker.said;
      if (before.some(({ type }) => type === "CARD_NUMBER") && DATE.test(reading.text))
        ask(speaker, ["EXPIRY"]);
    }
    if (reading.cueStartingAt.size > 0) this.#named(speaker, reading);
  }

  /** Values that were cut out of what the speaker said, by type. */
  gave(name: string, cut: readonly string[]): void {
    const speaker = this.#speakerOf(name);
    if (!speaker) return;
    for (const type of LEAD_ON) if (cut.includes(type)) (speaker.given ??= new Set()).add(type);
  }

  #speakerOf(name: string): Speaker | undefined {
    let speaker = this.#speakers.get(name);
    if (!speaker && this.#speakers.size < MAX_SPEAKERS) {
      speaker = { said: 0, asked: [], before: [], at: 0, given: undefined };
      this.#speakers.set(name, speaker);
    }
    return speaker;
  }

  /** What the others asked for. */
  #askedOf(speaker: Speaker | undefined): readonly Asked[] {
    let asked: readonly Asked[] = NO_QUESTIONS;
    for (const one of this.#speakers.values()) {
      if (one !== speaker && one.asked.length > 0)
        asked = asked.length > 0 ? [...asked, ...one.asked] : one.asked;
    }
    return asked;
  }

  /** Takes in what a message with cues asks for and is about. */
  #named(speaker: Speaker, reading: Reading): void {
    const types = typesNamed(reading);
    if (types.length > 0 && asks(reading)) {
      speaker.before = ask(speaker, types);
      speaker.at = speaker.said;
      this.#open = true;
    }
    for (const type of types) this.#topics.push({ type, turn: this.#turn });
    while (this.#topics.length > MAX_TOPICS) this.#topics.shift();
  }
}

/** So many messages behind its question. */
const SOON = 3;
/** "Could you spell that?", "say it again please": the last question once more. */
const AGAIN = /\b(?:again|spell|repe|pardon)/i;
/** "And the year?": what a date of birth is still without. */
const PART =
  /^(?:(?:and|what|whats|which|is|the|birth|und|das|der|welches|welcher|y|el|que|cual|es|et|le|quelle|quel|e|o|qual),? ){0,4}(?:year|month|day|jahr|monat|tag|ano|mes|dia|(?:l')?annee|mois|jour)\W*$/i;
/** "And the date?" behind a card number. */
const DATE = /^(?:(?:and|whats|what|is|the) ){1,4}date\W*$/i;

/** Asks for these now; what was asked before is overtaken. */
function ask(speaker: Speaker, types: readonly FindingType[]): Asked[] {
  const fresh = types.map((type) => ({
    type,
    bit: TYPE_BITS[type] ?? 0,
    age: 0,
    overtaken: false,
  }));
  const late = speaker.asked
    .filter((one) => !types.includes(one.type))
    .map(({ type, bit, age }) => ({ type, bit, age, overtaken: true }));
  speaker.asked = [...fresh, ...late].slice(0, MAX_ASKED);
  return fresh;
}

/** Each kind of value that a message names, once, in its order. */
function typesNamed({ cueStartingAt }: Reading): readonly FindingType[] {
  const types: FindingType[] = [];
  for (const { type } of cueStartingAt.all) if (type && !types.includes(type)) types.push(type);
  return types;
}

/** What a security code is told behind, named by nothing. A code that was cut is no reason not to look for it again. */
const LEAD_ON = ["CARD_NUMBER", "EXPIRY"] as const;

const MAX_ASKED = 12;
const MAX_TOPICS = 24;

/** What is still open when these findings came. */
function waiting(asked: readonly Asked[], findings: readonly Finding[]): Asked[] {
  const open: Asked[] = [];
  for (const { type, bit, age, overtaken } of asked) {
    const given = findings.some((finding) => finding.type === type) && !STAYS.has(type);
    if (!given && age + 1 < PATIENCE) open.push({ type, bit, age: age + 1, overtaken });
  }
  return open;
}

/** Values that come in pieces, or corrected: the first finding does not close the question. */
const STAYS = new Set<FindingType>(["CARD_NUMBER", "SSN", "PHONE", "IBAN", "PIN"]);

/** Whether a message that names kinds of values asks for them: it reads as a question or a request. */
function asks(reading: Reading): boolean {
  const { text, meanings, size } = reading;
  if ((meanings & MEANS.request) !== 0 || text.includes("?")) return true;
  // A short line that is nothing but names of values is a request too, and one that ends in such a name: "Account number and
  // pin", "and the three digits on the back".
  return size <= 6 || (size <= MAX_LINE && isLine(reading));
}

const MAX_LINE = 14;

/** It goes on from a question, or ends in a cue. With a number in it, it tells one: "your balance is 9714 in credit". */
function isLine({ cueEndingAt, tokens, lexis, size, shape }: Reading): boolean {
  if (shape & SHAPE.digit) return false;
  if (cueEndingAt.has(size) || GOES_ON.has(tokens[0]?.key ?? "")) return true;
  let end = size;
  while (end > 0 && (tokens[end - 1]?.kind === "mark" || lexis.means(tokens[end - 1], POLITE)))
    if (cueEndingAt.has(--end)) return true;
  return false;
}

const GOES_ON = new Set(["and", "also", "next", "finally", "lastly", "und", "y", "et", "e"]);
const POLITE = MEANS.connector | MEANS.request;
