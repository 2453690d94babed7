import { isPlacePhrase, WORD } from "../lexicon/lexicon.ts";
import { isMisspelled } from "../lexicon/misspelled.ts";
import type { Context } from "../rules/context.ts";
import type { Proposal } from "../rules/proposal.ts";
import type { Reading } from "../text/reading.ts";
import { endsSentence } from "../text/reading.ts";
import { leads, TRAILS } from "./leads.ts";
import type { NameWord } from "./name-words.ts";
import { nameWords } from "./name-words.ts";

/**
 * Persons' names: words that look like names (lexicons, capitals, unknown words) weighed against what stands in front
 * of them ("my name is"), what was asked, and how much else is in the message.
 */
export function nameProposals(reading: Reading, context: Context): Proposal[] {
  const words = nameWords(reading);
  const proposals: Proposal[] = [];
  const asked = context.asked.find(
    (one) => one.type === "PERSON" && one.age === 0 && !one.overtaken,
  );
  const content = contentOf(reading, words);
  let lead = 0;
  let leadEnd = -1;
  for (let at = 0; at < words.length;) {
    const found = leads.longestAt(reading.tokens, at);
    // "hi", "will": a lead wins over a name unless its capital or place says otherwise.
    if (found && !(words[at]?.capital === "inside" && (words[at]?.score ?? 0) > 2)) {
      lead = found.value === 3 && namesThing(reading, at, found.end) ? 0 : found.value;
      leadEnd = skipLinks(reading, found.end);
      at = found.end;
      continue;
    }
    const end = sequenceEnd(reading, words, at, lead === 3 && at === leadEnd);
    if (end === at) {
      if (at >= leadEnd && !isLink(reading, at)) lead = 0;
      at++;
      continue;
    }
    const boost = at <= leadEnd || at === leadEnd ? lead : 0;
    const proposal = judge(reading, words, at, end, {
      lead: boost,
      trail: TRAILS.has(reading.tokens[end]?.key ?? ""),
      asked: asked !== undefined && content.others <= 6,
      alone: content.first === at && content.short,
      oneSided: context.oneSided,
    });
    if (proposal) proposals.push(proposal);
    lead = 0;
    at = end;
  }
  return proposals;
}

interface Surroundings {
  lead: number;
  trail: boolean;
  asked: boolean;
  /** The message is little more than this. */
  alone: boolean;
  oneSided: boolean;
}

const MAX_WORDS = 4;
const TITLES = new Set(["mr", "mrs", "ms", "dr", "prof", "miss"]);
const PARTICLES = new Set([
  "de",
  "da",
  "do",
  "dos",
  "das",
  "del",
  "della",
  "di",
  "la",
  "le",
  "van",
  "von",
  "der",
  "den",
  "ter",
  "bin",
  "ibn",
  "al",
  "el",
  "st",
  "mac",
  "mc",
  "o",
  "y",
  "e",
  "dela",
]);

/** The end of a row of words that can be one name. */
function sequenceEnd(
  reading: Reading,
  words: readonly (NameWord | undefined)[],
  at: number,
  led: boolean,
): number {
  const { tokens, cueStartingAt } = reading;
  let end = at;
  let names = 0;
  while (end < tokens.length && names < MAX_WORDS) {
    const word = words[end];
    const token = tokens[end];
    if (!token) break;
    const glue =
      token.raw === "-" &&
      end > at &&
      tokens[end - 1]?.end === token.start &&
      tokens[end + 1]?.start === token.end;
    if (glue && words[end + 1]) {
      end++;
      continue;
    }
    const initialStop =
      token.raw === "." && end > at && tokens[end - 1]?.key.length === 1 && words[end + 1];
    if (initialStop) {
      end++;
      continue;
    }
    if (
      !word ||
      TITLES.has(token.key) ||
      (cueStartingAt.get(end)?.type && cueStartingAt.get(end)?.type !== "PERSON")
    )
      break;
    if (end > at && token.start - (tokens[end - 1]?.end ?? 0) > 2) break;
    if (end > at && /\n/.test(reading.text.slice(tokens[end - 1]?.end ?? 0, token.start))) break;
    if (!canBeInName(word, words[end + 1], end > at, led && names < 2)) break;
    names++;
    end++;
    if (/'s$/i.test(token.raw)) break;
  }
  while (
    end > at &&
    (tokens[end - 1]?.kind === "mark" ||
      (PARTICLES.has(tokens[end - 1]?.key ?? "") && (words[end - 1]?.score ?? 0) < 1))
  )
    end--;
  return end;
}

function canBeInName(
  word: NameWord,
  next: NameWord | undefined,
  inside: boolean,
  led: boolean,
): boolean {
  if (word.token.key.length === 1)
    return inside && word.capital !== "none" && (word.token.raw !== "I" || next === undefined);
  if (inside && PARTICLES.has(word.token.key)) return next !== undefined && next.score > -1;
  if (word.score > 0) return true;
  if (word.capital === "inside") return word.score > -2.6;
  if (led) return !(word.bits & WORD.frequent) && word.score > -3;
  return inside && word.score > -1.5 && (word.bits & (WORD.first | WORD.last)) !== 0;
}

function judge(
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
  const evidence: string[] = [];
  let score = parts.reduce((sum, word) => sum + Math.max(word.score, -2), 0);
  const firsts = parts.some((word) => word.bits & WORD.first && !(word.bits & WORD.frequent));
  const lexical = parts.some(
    (word) =>
      (word.bits & (WORD.first | WORD.last | WORD.rareName)) !== 0 && !(word.bits & WORD.common),
  );
  const capitals = parts.every((word) => word.capital === "inside" || word.capital === "start");
  if (firsts) evidence.push("a first name");
  else if (lexical) evidence.push("a word known as a name");
  if (capitals) evidence.push("written with capitals");
  if (around.lead >= 2) evidence.push("words that introduce a name");
  if (around.asked) evidence.push("the other side asked for a name");
  if (around.alone) evidence.push("nothing else in the message");
  score += [0, 0.8, 2.8, 3.6][around.lead] ?? 0;
  if (around.trail) score += first === 0 || endsSentence(reading, first - 1) ? 2.8 : 1.5;
  if (around.asked) score += 2.5;
  if (around.alone) score += around.oneSided ? 2.3 : capitals ? 1.5 : 1;
  const strangers = parts.every((word) => (word.bits & WORD.common) === 0);
  if (parts.length >= 2 && (firsts || strangers)) score += 0.8;
  const unknown = !lexical && !capitals;
  if (
    unknown &&
    around.lead < 2 &&
    parts.some((word) => word.bits === 0 && isMisspelled(word.token.key))
  )
    return undefined;
  if (
    unknown &&
    around.lead < 2 &&
    !around.trail &&
    !around.asked &&
    !(around.alone && around.oneSided) &&
    !(around.lead === 1 && parts.length >= 2)
  )
    return undefined;
  if (isOrganisation(reading, end)) score -= 3;
  if (around.lead < 2 && !around.alone && !around.asked) score -= placeLike(reading, first, end);
  if (
    parts.length === 1 &&
    unknown &&
    tokens[end]?.kind === "digits" &&
    (keys[0]?.length ?? 0) <= 4
  )
    return undefined;
  if (parts.some((word) => word.capital === "shouted" && word.token.key.length <= 3)) score -= 2;
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

const THRESHOLD = 2.9;
const ORGANISATIONS = new Set(
  "street road avenue lane drive hotel restaurant inn cafe club bar park museum college university school hospital church center centre station airport bank inc ltd llc corp company group house court place apartments theatre theater square bridge city county state river island mall shop store salon spa clinic airlines airways motors insurance cuisine food gallery lodge guesthouse st ave rd blvd kitchen grill pizza bistro tavern pub cinema library garden gardens arms boulevard way plaza terrace".split(
    " ",
  ),
);

function isOrganisation({ tokens }: Reading, end: number): boolean {
  return ORGANISATIONS.has(tokens[end]?.key ?? "") || ORGANISATIONS.has(tokens[end - 1]?.key ?? "");
}

const PLACE_BEFORE = new Set([
  "in",
  "near",
  "around",
  "at",
  "via",
  "within",
  "outside",
  "city",
  "the",
  "a",
  "an",
  "this",
  "that",
  "some",
  "any",
]);
const PLACE_BEHIND = new Set(
  "area neighborhood neighbourhood district cuisine food restaurant restaurants hotel hotels room apartment apartments venue airport bear oil salad brownie cheese car account app branch store".split(
    " ",
  ),
);

/** How much the words around say "a place or a thing". */
function placeLike({ tokens }: Reading, first: number, end: number): number {
  const before = PLACE_BEFORE.has(tokens[first - 1]?.key ?? "") ? 1.6 : 0;
  return before + (PLACE_BEHIND.has(tokens[end]?.key ?? "") ? 2 : 0);
}

/** "a restaurant called", "the venue name is": what follows is no person. */
function namesThing({ tokens }: Reading, first: number, end: number): boolean {
  for (let at = Math.max(0, first - 3); at < end; at++)
    if (ORGANISATIONS.has(tokens[at]?.key ?? "") || THINGS.has(tokens[at]?.key ?? "")) return true;
  return false;
}

const THINGS = new Set(
  "place venue company movie film song album band event show brand product city town street pet dog cat school team website app bear".split(
    " ",
  ),
);
const LINKS = new Set([
  ":",
  "is",
  "=",
  "-",
  '"',
  "'",
  "as",
  "the",
  "mr",
  "mrs",
  "ms",
  "dr",
  ".",
  "my",
  "friend",
]);

function isLink({ tokens }: Reading, at: number): boolean {
  return LINKS.has(tokens[at]?.key ?? "");
}

function skipLinks(reading: Reading, from: number): number {
  let at = from;
  while (
    at < from + 3 &&
    isLink(reading, at) &&
    !(endsSentence(reading, at) && reading.tokens[at]?.raw !== ".")
  )
    at++;
  return at;
}

/** Where the message's own content begins, and whether it is short. */
function contentOf(
  reading: Reading,
  words: readonly (NameWord | undefined)[],
): { first: number; short: boolean; others: number } {
  const { tokens, lexis } = reading;
  let first = 0;
  while (
    first < tokens.length &&
    (tokens[first]?.kind === "mark" ||
      (lexis.connectors.has(tokens[first]?.key ?? "") && (words[first]?.score ?? 0) < 1))
  )
    first++;
  let others = 0;
  for (const word of words)
    if (word && word.score <= -2 && !lexis.connectors.has(word.token.key)) others++;
  const upToNumber = tokens.findIndex(
    (token, at) =>
      at > first &&
      (token.kind === "digits" ||
        reading.cueStartingAt.get(at)?.type !== undefined ||
        /^[,.!?]$/.test(token.raw) ||
        token.key === "and"),
  );
  const length = (upToNumber < 0 ? tokens.length : upToNumber) - first;
  return { first, short: length >= 1 && length <= 3 && others <= 2, others };
}
