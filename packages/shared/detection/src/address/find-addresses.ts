import { isPlacePhrase, tokenBits, WORD } from "../lexicon/lexicon.ts";
import type { Context } from "../rules/context.ts";
import { cueBefore } from "../rules/find-cue.ts";
import type { Proposal } from "../rules/proposal.ts";
import type { Reading } from "../text/reading.ts";
import { endsSentence } from "../text/reading.ts";
import type { Token } from "../text/tokens.ts";
import {
  DIRECTIONS,
  STATES,
  STREET_ENDING,
  STREET_FIRST,
  STREET_TYPES,
  SURE_STREET_TYPES,
  UNIT_WORDS,
} from "./street-words.ts";

/** A part of a message that reads as a postal address: tokens `[first, end)`. */
interface Span {
  first: number;
  end: number;
  confidence: number;
  evidence: string[];
}

/** Postal addresses: a house number and a street, a street's name, or what was named or asked as an address. */
export function addressProposals(reading: Reading, context: Context): Proposal[] {
  const { tokens } = reading;
  const proposals: Proposal[] = [];
  for (let at = 0; at < tokens.length;) {
    const street =
      numbered(reading, at) ??
      beforeUnit(reading, at) ??
      foreign(reading, at) ??
      box(tokens, at) ??
      unnumbered(reading, at) ??
      named(reading, at);
    if (!street) {
      at++;
      continue;
    }
    const end = tailEnd(reading, street.end);
    const evidence =
      end > street.end
        ? [...street.evidence, "a town, state or postcode behind it"]
        : street.evidence;
    proposals.push(made(reading, { ...street, end, evidence }));
    at = end;
  }
  const answer = proposals.length === 0 ? answered(reading, context) : undefined;
  if (answer) proposals.push(made(reading, answer));
  return proposals;
}

function made({ tokens }: Reading, { first, end, confidence, evidence }: Span): Proposal {
  const start = tokens[first]?.start ?? 0;
  return {
    type: "ADDRESS",
    start,
    end: tokens[end - 1]?.end ?? 0,
    confidence,
    evidence,
    rule: "address",
  };
}

const MAX_STREET_WORDS = 5;

/** `7200 Bancroft Ave`, `no 16 vivekananthar theru`, `12a mill road`. */
function numbered(reading: Reading, at: number): Span | undefined {
  const { tokens } = reading;
  let next = at;
  if (tokens[next]?.key === "no" || tokens[next]?.raw === "#")
    next += tokens[next + 1]?.raw === "." ? 2 : 1;
  const house = tokens[next];
  if (house?.kind !== "digits" || house.raw.length > 6 || isDateLike(reading, next))
    return undefined;
  next++;
  if (tokens[next]?.raw === "-" || tokens[next]?.raw === "/")
    next += tokens[next + 1]?.kind === "digits" ? 2 : 0;
  if (
    tokens[next]?.kind === "word" &&
    tokens[next]?.key.length === 1 &&
    tokens[next]?.start === tokens[next - 1]?.end
  )
    next++;
  if (tokens[next]?.raw === ",") next++;
  const name = next;
  let type = -1;
  let sure = false;
  let strange = 0;
  for (; next < tokens.length && next - name <= MAX_STREET_WORDS; next++) {
    const token = tokens[next];
    if (
      !token ||
      (token.kind === "mark" && !/^['.-]$/.test(token.raw)) ||
      endsSentence(reading, next)
    )
      break;
    if (
      token.kind === "digits" &&
      next > name &&
      tokens[next - 1]?.end !== token.start &&
      type >= 0
    )
      break;
    const bits = tokenBits(token);
    const isType = STREET_TYPES.has(token.key) && next > name;
    if (isType && (type < 0 || next === type + 1)) {
      type = next;
      sure ||= SURE_STREET_TYPES.has(token.key);
    } else if (type >= 0) break;
    else if (
      bits & WORD.frequent &&
      !isCapital(token) &&
      !DIRECTIONS.has(token.key) &&
      token.key.length > 1 &&
      ++strange > 1
    )
      break;
    else if (STOPS.has(token.key) && !isCapital(token)) break;
  }
  if (type < 0) return streetWithoutType(reading, at, name);
  const weak = !sure && strange > 0 && !isCapital(tokens[type]);
  if (weak) return undefined;
  let end = type + 1;
  if (/^(?:hwy|highway|route)$/.test(tokens[type]?.key ?? "") && tokens[end]?.kind === "digits")
    end++;
  if (DIRECTIONS.has(tokens[end]?.key ?? "") && (tokens[end]?.key.length ?? 0) > 1) end++;
  return { first: at, end, confidence: 0.92, evidence: ["a house number and a street"] };
}

/** `9791 Markt 84 Apt. 597`: a number and capitalised words in front of a flat's number. */
function beforeUnit({ tokens }: Reading, at: number): Span | undefined {
  if (tokens[at]?.kind !== "digits" || (tokens[at]?.raw.length ?? 9) > 5) return undefined;
  let names = 0;
  for (let next = at + 1; next < at + 12; next++) {
    const token = tokens[next];
    if (!token) return undefined;
    if (FLATS.has(token.key) && names > 0) {
      const value = tokens[next + 1]?.raw === "." ? next + 2 : next + 1;
      if (tokens[value]?.kind !== "digits") return undefined;
      return {
        first: at,
        end: value + 1,
        confidence: 0.85,
        evidence: ["a number and a name in front of a flat's number"],
      };
    }
    if (isCapital(token) || token.key.length > 3) names++;
    else if (token.kind === "word" && token.key.length > 3) return undefined;
    else if (token.kind === "mark" && !/^[.,/>-]$/.test(token.raw)) return undefined;
  }
  return undefined;
}

const FLATS = new Set(["apt", "suite", "apartment", "unit", "flat", "floor", "ste"]);

const STOPS = new Set(
  "am pm is are was for of to at on in the a an and people tickets minutes days my i it you from by with or per".split(
    " ",
  ),
);

/** `795 El Camino Real`: a house number and two or more capitalised words behind a word for places. */
function streetWithoutType(reading: Reading, at: number, name: number): Span | undefined {
  const { tokens } = reading;
  let end = name;
  while (
    end < tokens.length &&
    end - name < 4 &&
    isCapital(tokens[end]) &&
    !STATES.has(tokens[end]?.key ?? "") &&
    !reading.lexis.months.has(tokens[end]?.key ?? "")
  )
    end++;
  const lead = tokens[at - 1]?.key ?? "";
  const cue = cueBefore(reading, at);
  if (
    end - name < (cue?.type === "ADDRESS" ? 1 : 2) ||
    !(PLACE_LEADS.has(lead) || cue?.type === "ADDRESS")
  )
    return undefined;
  return {
    first: at,
    end,
    confidence: 0.75,
    evidence: ["a house number and a name behind a word for places"],
  };
}

const PLACE_LEADS = new Set([
  "at",
  "to",
  "is",
  "address",
  "on",
  "near",
  "from",
  ":",
  "reach",
  "destination",
]);

/** `87 Rue Joseph Vernet`, `Grolmanstraße 25`, `Via Verbano 62`. */
function foreign(reading: Reading, at: number): Span | undefined {
  const { tokens } = reading;
  const token = tokens[at];
  if (token?.kind !== "word") return undefined;
  const before =
    tokens[at - 1]?.kind === "digits" && (tokens[at - 1]?.raw.length ?? 9) <= 5
      ? at - 1
      : undefined;
  if (token.key.length > 6 && STREET_ENDING.test(token.key) && !(tokenBits(token) & WORD.common)) {
    const behind = tokens[at + 1]?.kind === "digits" && (tokens[at + 1]?.raw.length ?? 9) <= 4;
    if (!behind && before === undefined) return undefined;
    return {
      first: before ?? at,
      end: behind ? at + 2 : at + 1,
      confidence: 0.88,
      evidence: ["a street's ending and a house number"],
    };
  }
  if (!STREET_FIRST.has(token.key) || !isCapital(tokens[at + 1])) return undefined;
  let end = at + 1;
  while (
    end < tokens.length &&
    end - at < 5 &&
    (isCapital(tokens[end]) ||
      /^(?:de|la|del|du|des|da|do|dos|di|van)$/.test(tokens[end]?.key ?? ""))
  )
    end++;
  const number = tokens[end]?.raw === "," ? end + 1 : end;
  const behind = tokens[number]?.kind === "digits" && (tokens[number]?.raw.length ?? 9) <= 5;
  if (!behind && before === undefined) return undefined;
  return {
    first: before ?? at,
    end: behind ? number + 1 : end,
    confidence: 0.85,
    evidence: ["a word for streets and a house number"],
  };
}

/** `PO Box 12`, `PSC 4574, Box 8393`, `Unit 1009 Box 0219`. */
function box(tokens: readonly Token[], at: number): Span | undefined {
  const key = tokens[at]?.key ?? "";
  const isBox = (next: number) =>
    tokens[next]?.key === "box" && tokens[next + 1]?.kind === "digits";
  const evidence = ["a post box"];
  if ((key === "po" && isBox(at + 1)) || (key === "pobox" && tokens[at + 1]?.kind === "digits")) {
    return { first: at, end: key === "po" ? at + 3 : at + 2, confidence: 0.92, evidence };
  }
  if (key === "p" && tokens[at + 2]?.key === "o") {
    const next = tokens[at + 3]?.raw === "." ? at + 4 : at + 3;
    return isBox(next) ? { first: at, end: next + 2, confidence: 0.92, evidence } : undefined;
  }
  if (
    (key === "psc" || key === "unit" || key === "uss" || key === "usns") &&
    tokens[at + 1]?.kind === "digits"
  ) {
    const next = tokens[at + 2]?.raw === "," ? at + 3 : at + 2;
    return isBox(next) ? { first: at, end: next + 2, confidence: 0.9, evidence } : undefined;
  }
  return undefined;
}

/** `Station Road`, `on wheeler street`: a street without a number. */
function unnumbered(reading: Reading, at: number): Span | undefined {
  const { tokens } = reading;
  const first = tokens[at];
  if (first?.kind !== "word" || STOPS.has(first.key)) return undefined;
  const capital = isCapital(first);
  const led = at === 0 || STREET_LEADS.has(tokens[at - 1]?.key ?? "");
  if (!capital && !led) return undefined;
  for (let end = at + 1; end <= at + 3; end++) {
    const token = tokens[end];
    if (token?.kind !== "word") return undefined;
    if (SURE_STREET_TYPES.has(token.key)) {
      const names = tokens.slice(at, end);
      const known = names.some((one) => !(tokenBits(one) & WORD.frequent));
      if (!known && !(capital && isCapital(token))) return undefined;
      if (at === 0 && !capital && tailEnd(reading, end + 1) === end + 1) return undefined;
      return { first: at, end: end + 1, confidence: 0.78, evidence: ["a street's name"] };
    }
    if (
      capital &&
      isCapital(token) &&
      STREET_TYPES.has(token.key) &&
      tokens[at - 1]?.key === "on" &&
      !isCapital(tokens[end + 1])
    ) {
      return { first: at, end: end + 1, confidence: 0.75, evidence: ["a street's name"] };
    }
    if (capital ? !isCapital(token) : (tokenBits(token) & WORD.frequent) !== 0) return undefined;
  }
  return undefined;
}

const STREET_LEADS = new Set([
  "on",
  "at",
  "in",
  ",",
  "address",
  "is",
  ":",
  "to",
  "and",
  "just",
  "of",
  ";",
]);

/** Behind "address is": the rest of the sentence when it holds a number, a street or a place. */
function named(reading: Reading, at: number): Span | undefined {
  const hit = reading.cueEndingAt.get(at);
  if (hit?.type !== "ADDRESS" || !/addr/.test(reading.tokens[hit.end - 1]?.key ?? ""))
    return undefined;
  const { tokens } = reading;
  let first = at;
  while (
    first < at + 5 &&
    (LINKS.has(tokens[first]?.key ?? "") ||
      (reading.text[(tokens[first]?.start ?? 1) - 1] === "\n" && tokens[first]?.kind === "mark"))
  )
    first++;
  return content(reading, first, 0.8, "named in front of it");
}

const LINKS = new Set([
  "is",
  ":",
  "-",
  "=",
  "was",
  "will",
  "be",
  "to",
  "the",
  "as",
  "its",
  "no",
  "number",
  ",",
  "would",
  "in",
  "at",
]);

function answered(reading: Reading, context: Context): Span | undefined {
  const asked = context.asked.some(
    (one) => one.type === "ADDRESS" && one.age === 0 && !one.overtaken,
  );
  return asked && context.speaker !== "agent"
    ? content(reading, 0, 0.7, "the other side asked for it")
    : undefined;
}

const MAX_CONTENT = 16;

/** Words and numbers up to the sentence's end, when they read as an address. */
function content(
  reading: Reading,
  from: number,
  confidence: number,
  why: string,
): Span | undefined {
  const { tokens } = reading;
  let end = from;
  let strange = 0;
  let signs = 0;
  while (end < tokens.length && end - from < MAX_CONTENT && !endsSentence(reading, end)) {
    const token = tokens[end];
    if (!token || token.raw === "?") break;
    const hit = reading.cueStartingAt.get(end);
    if (end > from && hit?.type && hit.type !== "ADDRESS") break;
    const bits = tokenBits(token);
    const plain =
      bits & WORD.frequent &&
      !isCapital(token) &&
      !STREET_TYPES.has(token.key) &&
      !DIRECTIONS.has(token.key);
    if (plain && ++strange > 1) break;
    if (
      token.kind === "digits" ||
      STREET_TYPES.has(token.key) ||
      bits & WORD.place ||
      (STATES.has(token.key) && end > from)
    )
      signs++;
    end++;
  }
  while (end > from && (tokens[end - 1]?.kind === "mark" || STOPS.has(tokens[end - 1]?.key ?? "")))
    end--;
  return signs >= 1 && end - from >= 2 && strange <= 1
    ? { first: from, end, confidence, evidence: [why, "reads as an address"] }
    : undefined;
}

const MAX_TAIL = 14;

/** Takes in the unit, the town, the state, the postcode and the country behind a street, as far as an anchor reaches. */
function tailEnd(reading: Reading, from: number): number {
  const { tokens } = reading;
  let end = from;
  let gap = 0;
  for (let at = from; at < tokens.length && at - from < MAX_TAIL && gap <= 4; at++) {
    const token = tokens[at];
    if (!token) break;
    if (endsSentence(reading, at) && tokens[at + 1]?.kind !== "digits") break;
    if (token.kind === "mark") {
      if (!/^[,.#>/-]$/.test(token.raw)) break;
      continue;
    }
    if (reading.cueStartingAt.get(at)?.type && !UNIT_WORDS.has(token.key)) break;
    if (UNIT_WORDS.has(token.key) || tokens[at - 1]?.raw === "#") {
      const value = tokens[at - 1]?.raw === "#" ? at : at + 1;
      if (tokens[value]?.kind === "digits" || tokens[value]?.key.length === 1) {
        at = value;
        end = value + 1;
        if (tokens[end]?.kind === "word" && tokens[end]?.start === tokens[value]?.end) end++;
        gap = 0;
      }
      continue;
    }
    const bits = tokenBits(token);
    const phrase = isPlacePhrase(`${token.key} ${tokens[at + 1]?.key ?? ""}`);
    const state =
      STATES.has(token.key) &&
      (token.raw === token.raw.toUpperCase() ||
        !(bits & WORD.frequent) ||
        tokens[at + 1]?.kind === "digits");
    const zip =
      token.kind === "digits" && token.raw.length >= 4 && token.raw.length <= 6 && at > from;
    if ((bits & WORD.place && !(bits & WORD.frequent)) || phrase || state || zip) {
      end = phrase ? at + 2 : at + 1;
      if (phrase) at++;
      gap = 0;
      if (zip) {
        if (tokens[end]?.raw === "-" && tokens[end + 1]?.raw.length === 4) end += 2;
        if (!isPlaceNext(tokens, end)) break;
      }
      continue;
    }
    if (token.kind === "digits" || (bits & WORD.frequent && !isCapital(token))) break;
    gap += isCapital(token) ? 0.5 : 1;
  }
  return end;
}

function isPlaceNext(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at]?.raw === "," ? at + 1 : at;
  const place = tokens[next];
  return place !== undefined && (tokenBits(place) & WORD.place) !== 0;
}

function isDateLike({ tokens, lexis }: Reading, at: number): boolean {
  const next = tokens[at + 1];
  const before = tokens[at - 1];
  return (
    (next !== undefined && (lexis.months.has(next.key) || lexis.units.has(next.key))) ||
    (before?.raw === ":" && tokens[at - 2]?.kind === "digits") ||
    before?.raw === "$" ||
    next?.raw === ":" ||
    next?.raw === "%"
  );
}

function isCapital(token: Token | undefined): boolean {
  return token?.kind === "word" && /^\p{Lu}/u.test(token.raw);
}
