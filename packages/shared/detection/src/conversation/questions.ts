import type { Finding, FindingType } from "../finding.ts";
import type { Asked, Context } from "../rules/context.ts";
import type { Reading } from "../text/reading.ts";

/** How many answers a question waits for. */
const PATIENCE = 5;
const NO_QUESTIONS: readonly Asked[] = [];
const NOTHING: ReadonlySet<FindingType> = new Set();
const MAX_SPEAKERS = 16;
const TOPIC_TURNS = 8;

/** What each speaker asked for, and what the last messages were about. */
export class Questions {
  readonly #asked = new Map<string, Asked[]>();
  readonly #speakers = new Map<string, number>();
  readonly #given = new Map<string, Set<FindingType>>();
  #topics: { type: FindingType; turn: number }[] = [];
  #turn = 0;

  contextFor(speaker: string): Context {
    let asked: readonly Asked[] = NO_QUESTIONS;
    for (const [asker, types] of this.#asked) {
      if (asker !== speaker && types.length > 0)
        asked = asked.length > 0 ? [...asked, ...types] : types;
    }
    const own = this.#speakers.get(speaker) ?? 0;
    const isTopic = (type: FindingType) =>
      this.#topics.some((one) => one.type === type && this.#turn - one.turn <= TOPIC_TURNS);
    const given = this.#given.get(speaker) ?? NOTHING;
    return { speaker, asked, isTopic, given, oneSided: this.#speakers.size === 1 && own >= 1 };
  }

  heard(speaker: string, reading: Reading, findings: readonly Finding[]): void {
    this.#turn++;
    const known = this.#speakers.has(speaker) || this.#speakers.size < MAX_SPEAKERS;
    if (!known) return;
    this.#speakers.set(speaker, (this.#speakers.get(speaker) ?? 0) + 1);
    if (findings.length > 0) {
      const given = this.#given.get(speaker) ?? new Set();
      for (const finding of findings) given.add(finding.type);
      this.#given.set(speaker, given);
    }
    for (const [asker, types] of this.#asked) {
      if (asker !== speaker && types.length > 0) this.#asked.set(asker, waiting(types, findings));
    }
    const types = askedFor(reading);
    if (types.length > 0) {
      const earlier = (this.#asked.get(speaker) ?? []).filter((one) => !types.includes(one.type));
      const fresh = types.map((type) => ({ type, age: 0, overtaken: false }));
      const late = earlier.map((one) => ({ ...one, overtaken: true }));
      this.#asked.set(speaker, [...fresh, ...late].slice(0, MAX_ASKED));
    }
    for (const hit of reading.cueStartingAt.values()) {
      if (hit.type) this.#topics.push({ type: hit.type, turn: this.#turn });
    }
    if (this.#topics.length > MAX_TOPICS) this.#topics = this.#topics.slice(-MAX_TOPICS);
  }
}

const MAX_ASKED = 12;
const MAX_TOPICS = 24;

/** What is still open when these findings came. */
function waiting(asked: readonly Asked[], findings: readonly Finding[]): Asked[] {
  return asked
    .filter((one) => STAYS.has(one.type) || !findings.some((finding) => finding.type === one.type))
    .map((one) => ({ ...one, age: one.age + 1 }))
    .filter((one) => one.age < PATIENCE);
}

/** Values that come in pieces, or corrected: the first finding does not close the question. */
const STAYS = new Set<FindingType>(["CARD_NUMBER", "SSN", "PHONE", "IBAN", "PIN"]);

/** What a message asks for, in its order: every kind of value it names, when it reads as a question or a request. */
function askedFor(reading: Reading): FindingType[] {
  const { tokens, cueStartingAt, lexis } = reading;
  if (cueStartingAt.size === 0) return [];
  const types = new Set<FindingType>();
  for (const hit of cueStartingAt.values()) if (hit.type) types.add(hit.type);
  if (types.size === 0) return [];
  const asks = tokens.some((token) => token.raw === "?" || lexis.requests.has(token.key));
  // A short line that is nothing but names of values is a request too: "Account number and pin".
  return asks || tokens.length <= 6 ? [...types] : [];
}
