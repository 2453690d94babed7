import {
  STREET_ENDING,
  STREET_FIRST,
  STREET_TYPES,
  SURE_STREET_TYPES,
} from "../address/street-words.ts";
import * as MEANS from "../language/means.ts";
import { isPlacePhrase, WORD } from "../lexicon/lexicon.ts";
import { isMisspelled } from "../lexicon/misspelled.ts";
import { SPELLING } from "../rules/spelled-code.ts";
import type { Proposal } from "../rules/proposal.ts";
import type { Reading } from "../text/reading.ts";
import { endsSentence } from "../text/reading.ts";
import { isHouse, isMade, isOrganisation, placeLike } from "./name-surroundings.ts";
import { PARTICLES } from "./name-sequence.ts";
import type { NameWord } from "./name-words.ts";

export function judge(
  reading: Reading,
  words: readonly (NameWord | undefined)[],
  first: number,
  end: number,
  around: Surroundings,
): Proposal | undefined {
  const { tokens } = reading;
  const parts = words.slice(first, end).filter((word) => word !== undefined);
  const keys = parts.map((word) => word.token.key);
  if (isPlacePhrase(keys.join(" ")) && around.lead < 3) return undefined;
  const places = parts.every((word) => word.bits & WORD.place && !(word.bits & WORD.first));
  if (places && around.lead < 3 && !around.asked) return undefined;
  if (isStreet(reading, first, end)) return undefined;
  // "Juliet Papa": letters of a code that is spelled.
  if (parts.length > 1 && !around.asked && keys.every((key) => SPELLING.has(key))) return undefined;
  const evidence: string[] = [];
  const given = parts[0]?.bits ?? 0;
  const sure = (given & WORD.first) !== 0 && (given & (WORD.common | WORD.place)) === 0;
  const introduced = around.lead === 3 || around.asked || (around.lead > 0 && sure);
  let score = parts.reduce((sum, word, at) => {
    if (parts.length > 1 && PARTICLES.has(word.token.key)) return sum;
    const surname = introduced && at > 0 && (word.bits & NOT_SURNAME) === 0;
    const initial = parts.length > 1 && word.token.key.length === 1;
    // The Tutu of "Osei-Tutu" speaks for nothing, but not against it.
    const half = at > 0 && reading.text[word.token.start - 1] === "-";
    return sum + Math.max(word.score, initial || half ? 0 : surname ? -0.4 : -2);
  }, 0);
  const firsts = parts.some((word) => word.bits & WORD.first && !(word.bits & WORD.frequent));
  const lexical = parts.some(
    (word) =>
      (word.bits & (WORD.first | WORD.last | WORD.rareName)) !== 0 && !(word.bits & WORD.common),
  );
  const capitals = parts.every(
    ({ capital, token }) =>
      capital === "inside" || capital === "start" || (parts.length > 1 && PARTICLES.has(token.key)),
  );
  if (firsts) evidence.push("a first name");
  else if (lexical) evidence.push("a word known as a name");
  if (capitals) evidence.push("written with capitals");
  if (around.lead >= 2) evidence.push("words that introduce a name");
  if (around.asked) evidence.push("the other side asked for a name");
  if (around.alone) evidence.push("nothing else in the message");
  score += [0, 0.8, 2.8, 3.6][around.lead] ?? 0;
  if (around.trail) score += first === 0 || endsSentence(reading, first - 1) ? 2.8 : 1.5;
  if (around.asked) score += around.only ? 4 : 2.5;
  if (isCalled(reading, first, end)) score += 1.4;
  if (isActing(reading, parts, first, end)) score += 1.4;
  if ((lexical || (first <= 2 && parts.every(isInside))) && isThanked(reading, end)) score += 2;
  const introduces = parts.length === 1 && introducesItself(reading, first, end);
  if (introduces) score += 1.6;
  if (around.listed) {
    evidence.push("in a row with a name");
    score += 1.6;
  }
  if (around.alone) score += around.oneSided ? 2.3 : capitals ? 1.5 : 1;
  // "was hugo able to fix it": where both sides are seen, their own greetings do not stand alone.
  if (!around.oneSided && parts.every(isOnlyFirst)) score += 0.45;
  const strangers = parts.every((word) => (word.bits & (WORD.common | WORD.foreign)) === 0);
  if (parts.length >= 2 && (firsts || strangers)) score += 0.8;
  const unknown = !lexical && !capitals;
  if (
    unknown &&
    around.lead < 3 &&
    parts.some((word) => word.bits === 0 && isWordlike(word.token.key, around.lead))
  )
    return undefined;
  if (
    unknown &&
    around.lead < 2 &&
    !around.trail &&
    !around.asked &&
    !introduces &&
    !(around.alone && around.oneSided) &&
    !(around.lead === 1 && parts.length >= 2)
  )
    return undefined;
  if (isHouse(reading, first) && around.lead < 3 && !around.asked) return undefined;
  if (isOrganisation(reading, first, end)) score -= 3;
  if (isMade(reading, end) && around.lead < 3) return undefined;
  if (isWelcomed(reading, first)) score -= 3;
  if (around.lead < 2 && !around.alone && !around.asked) score -= placeLike(reading, first, end);
  if (
    parts.length === 1 &&
    unknown &&
    tokens[end]?.kind === "digits" &&
    (keys[0]?.length ?? 0) <= 4
  )
    return undefined;
  // "bay 144", "sim 2".
  const told = around.lead >= 2 || around.asked || around.oneSided;
  if (!told && end - first === 1 && isCounted(reading, first)) return undefined;
  if (parts.some(({ capital, token }) => capital === "shouted" && SHORT.has(token.key.length)))
    score -= 3;
  if (parts.length === 1 && parts.some((word) => ABBREVIATION.test(word.token.raw)))
    score -= (keys[0]?.length ?? 0) <= 3 ? 3.5 : 2;
  // "pay the bill": behind an article a word is a word.
  if (parts.length === 1 && isWord(parts[0]) && ARTICLES.has(tokens[first - 1]?.key ?? ""))
    return undefined;
  if (isMonth(reading, first, end)) return undefined;
  if (score < THRESHOLD) return undefined;
  const start = tokens[first]?.start ?? 0;
  const last = tokens[end - 1];
  const stop = (last?.end ?? 0) - (/'s$/i.test(last?.raw ?? "") ? 2 : 0);
  return {
    type: "PERSON",
    start,
    end: stop,
    confidence: Math.min(0.95, 0.4 + score * 0.06),
    evidence,
    rule: "name",
  };
}

export interface Surroundings {
  lead: number;
  trail: boolean;
  asked: boolean;
  /** The message is little more than this. */
  alone: boolean;
  /** Nothing else is in the message, and a name was asked for. */
  only: boolean;
  oneSided: boolean;
  /** It stands in a row with a name. */
  listed: boolean;
}

/** A first name in small letters that is no word and no place, and long enough to be no slip of one. */
function isOnlyFirst({ bits, capital, token }: NameWord): boolean {
  return (bits & ~WORD.last) === WORD.first && capital === "none" && token.key.length > 3;
}

function isInside({ capital }: NameWord): boolean {
  return capital === "inside";
}

/** "Rue Joseph Vernet", "2525 San Ramon Valley Boulevard": a name that a street has. */
function isStreet({ tokens }: Reading, first: number, end: number): boolean {
  if (end - first > 1 && STREET_FIRST.has(tokens[first]?.key ?? "")) return true;
  // "Søndre Havnevej 65".
  const last = tokens[end - 1]?.key ?? "";
  if (tokens[end]?.kind === "digits" && last.length > 6 && STREET_ENDING.test(last)) return true;
  if (tokens[first - 1]?.kind !== "digits") return false;
  if (end - first > 1 && STREET_TYPES.has(tokens[end - 1]?.key ?? "")) return true;
  return (
    SURE_STREET_TYPES.has(tokens[end]?.key ?? "") ||
    SURE_STREET_TYPES.has(tokens[end - 1]?.key ?? "")
  );
}

/** A short word in small letters with a number behind it. */
function isCounted({ tokens }: Reading, at: number): boolean {
  const { raw = "", key } = tokens[at] ?? {};
  return raw === key && raw.length <= 3 && tokens[at + 1]?.kind === "digits";
}

/** "Nkechi, could you hold": a word with a capital that a sentence for somebody begins with. */
function isCalled({ tokens }: Reading, first: number, end: number): boolean {
  const opens = first === 0 || tokens[first - 1]?.kind === "mark";
  return opens && tokens[end]?.raw === "," && ADDRESSES.has(tokens[end + 1]?.key ?? "");
}

const ADDRESSES = new Set(
  "can could would will do did are have please i im ill thank thanks may your you lets let".split(
    " ",
  ),
);

/** "Tendai said that": a word with a capital that begins a sentence, in front of what persons do. */
function isActing(
  { tokens }: Reading,
  parts: readonly NameWord[],
  first: number,
  end: number,
): boolean {
  const [name] = parts;
  if (parts.length !== 1 || name?.capital !== "start" || name.bits & (WORD.common | WORD.foreign))
    return false;
  return (first === 0 || tokens[first - 1]?.kind === "mark") && ACTS.has(tokens[end]?.key ?? "");
}

const ACTS = new Set(
  "said says told asked wrote called thinks thought wants wanted promised".split(" "),
);

/** "im lindiwe and i lost my card": what a message begins by saying who writes it, with a word that nothing is known of. */
function introducesItself({ tokens }: Reading, first: number, end: number): boolean {
  const head = tokens[0]?.key;
  const am = head === "im" ? 1 : head === "i" && tokens[1]?.key === "am" ? 2 : 0;
  if (am !== first || am === 0 || (tokens[first]?.key.length ?? 0) < 5) return false;
  const next = tokens[end];
  return next === undefined || next.kind === "mark" || GOES_ON.has(next.key);
}

const GOES_ON = new Set(["and", "from", "i", "my", "here"]);

/** "thanks for the help kwabena": the last word of a message that thanks or takes leave. */
function isThanked({ tokens }: Reading, end: number): boolean {
  if (tokens[end] && (tokens[end]?.kind !== "mark" || end + 1 < tokens.length)) return false;
  for (let at = 1; at < end; at++)
    if (tokens[at]?.raw === "." || tokens[at]?.raw === "!") return false;
  return THANKS.has(tokens[0]?.key ?? "");
}

const THANKS = new Set(
  "thanks thank thankyou thx cheers bye goodbye danke merci gracias obrigado obrigada".split(" "),
);

/** "Welcome to Northwind", "thank you for calling Acme": a house that greets. */
function isWelcomed({ tokens }: Reading, first: number): boolean {
  const before = tokens[first - 1]?.key ?? "";
  if (before === "to") return tokens[first - 2]?.key === "welcome";
  return GREETS.has(before) && tokens[first - 2]?.key === "for";
}

const GREETS = new Set(["calling", "contacting", "choosing", "reaching", "visiting"]);
const ARTICLES = new Set(["the", "a", "an"]);

function isWord(word: NameWord | undefined): boolean {
  return word?.capital === "none" && (word.bits & (WORD.common | WORD.frequent)) !== 0;
}

/** `AI`, `ATMs`. */
const ABBREVIATION = /^\p{Lu}{2,}s?$/u;

/** "May 3rd". */
function isMonth({ tokens, lexis }: Reading, first: number, end: number): boolean {
  return (
    end - first === 1 && tokens[end]?.kind === "digits" && lexis.means(tokens[first], MEANS.month)
  );
}

/** An unknown word that is a slip of a known one, or made as words are and names are not: `contactless`. */
function isWordlike(word: string, lead: number): boolean {
  return ENDING.test(word) || ((lead < 2 || word.length > 5) && isMisspelled(word));
}

const ENDING =
  /.{3}(?:less|ness|tion|tions|ment|ments|able|ible|ally|fully|ful|ity|ings|ized|ised)$/;

/** "Allycia Watford": behind a first name a town is a surname, if names were spoken of. */
const NOT_SURNAME = WORD.common | WORD.foreign;

/** Lengths of abbreviations. */
const SHORT = new Set([2, 3]);
const THRESHOLD = 2.9;
