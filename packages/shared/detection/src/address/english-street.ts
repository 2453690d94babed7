import * as MEANS from "../language/means.ts";
import { tokenBits, WORD } from "../lexicon/lexicon.ts";
import { cueBefore } from "../rules/find-cue.ts";
import type { Reading } from "../text/reading.ts";
import { endsSentence } from "../text/reading.ts";
import type { Token } from "../text/tokens.ts";
import type { AddressSpan } from "./address-span.ts";
import { isCapital, STOPS } from "./address-span.ts";
import { tailEnd } from "./address-tail.ts";
import { SHARED } from "./foreign-street.ts";
import {
  DIRECTIONS,
  STATES,
  STREET_FIRST,
  STREET_TYPES,
  SURE_STREET_TYPES,
} from "./street-words.ts";

/** `7200 Bancroft Ave`, `no 16 vivekananthar theru`, `12a mill road`. */
export function numbered(reading: Reading, at: number): AddressSpan | undefined {
  const { tokens } = reading;
  let next = at;
  if (tokens[next]?.key === "no" || tokens[next]?.raw === "#")
    next += tokens[next + 1]?.raw === "." ? 2 : 1;
  const house = tokens[next];
  const said = house?.kind === "word" ? saidHouse(reading, next) : undefined;
  if (said !== undefined) next = said;
  else if (house?.kind !== "digits" || house.raw.length > 6 || isDateLike(reading, next))
    return undefined;
  else next++;
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
  const head = tokens[name]?.key ?? "";
  if (STREET_FIRST.has(head) && !SHARED.has(head)) return undefined;
  let type = -1;
  let sure = false;
  let strange = 0;
  const lived = reading.cueEndingAt.get(at)?.type === "ADDRESS";
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
      ++strange > (lived ? 4 : 2)
    )
      break;
    else if (STOPS.has(token.key) && !isCapital(token) && !(lived && next === name)) break;
  }
  if (strange > 1 && !(sure && (lived || tokens.length === type + 1))) type = -1;
  if (type < 0) return streetWithoutType(reading, at, name);
  let end = type + 1;
  // "2 full course": a street by its surroundings only, a town behind it or nothing else in the message.
  const weak = !sure && strange > 0 && !isCapital(tokens[type]);
  const only = at === 0 && end === tokens.length && (house?.raw.length ?? 0) > 1;
  if (weak && !only && tailEnd(reading, end) === end) return undefined;
  if (/^(?:hwy|highway|route)$/.test(tokens[type]?.key ?? "") && tokens[end]?.kind === "digits")
    end++;
  if (DIRECTIONS.has(tokens[end]?.key ?? "") && (tokens[end]?.key.length ?? 0) > 1) end++;
  return { first: at, end, confidence: 0.92, evidence: ["a house number and a street"] };
}

/** The end of a house number in words: "two two one four", "five oh one". One digit is too common. */
function saidHouse({ runs, lexis, tokens }: Reading, at: number): number | undefined {
  if (!lexis.means(tokens[at], MEANS.digits) || (tokens[at]?.key.length ?? 0) < 3) return undefined;
  let run = runs[0];
  for (let low = 0, high = runs.length - 1; low <= high;) {
    const middle = (low + high) >> 1;
    run = runs[middle];
    const first = run?.groups[0]?.firstToken ?? 0;
    if (first === at) break;
    if (first < at) low = middle + 1;
    else high = middle - 1;
  }
  if (run?.groups[0]?.firstToken !== at) return undefined;
  const { length } = run.digits;
  return length > 1 && length <= 6 ? run.groups.at(-1)?.endToken : undefined;
}

const MAX_STREET_WORDS = 5;

/** `795 El Camino Real`: a house number and two or more capitalised words behind a word for places. */
function streetWithoutType(reading: Reading, at: number, name: number): AddressSpan | undefined {
  const { tokens } = reading;
  const lived = reading.cueEndingAt.get(at)?.type === "ADDRESS";
  const only = tokens[name];
  // "moved to 114 kingsway".
  if (lived && only?.kind === "word" && name + 1 === tokens.length && !isOrdinary(reading, only))
    return { first: at, end: name + 1, confidence: 0.75, evidence: ["a house number and a name"] };
  const home = lived && LIVED.has(tokens[at - 1]?.key ?? "") && tokens[name - 1]?.raw !== ",";
  const homeStop = home ? homeEnd(reading, name) : name;
  if (homeStop > name)
    return { first: at, end: homeStop, confidence: 0.75, evidence: ["a house number and a name"] };
  let end = name;
  while (
    end < tokens.length &&
    end - name < 4 &&
    isCapital(tokens[end]) &&
    !STATES.has(tokens[end]?.key ?? "") &&
    !reading.lexis.means(tokens[end], MEANS.month)
  )
    end++;
  if (end === name) return undefined;
  const lead = tokens[at - 1]?.key ?? "";
  const cue = cueBefore(reading, at);
  if (
    end - name < (cue?.type === "ADDRESS" ? 1 : 2) ||
    !(PLACE_LEADS.has(lead) || cue?.type === "ADDRESS")
  )
    return undefined;
  // "at 1512 Barber Shop".
  for (let one = name; one <= end; one++)
    if (BUSINESSES.has(tokens[one]?.key ?? "")) return undefined;
  return {
    first: at,
    end,
    confidence: 0.75,
    evidence: ["a house number and a name behind a word for places"],
  };
}

const LIVED = new Set(["at", "to"]);

/** "live at 6 quarry bank", "moved to 31 the old dairy": the end of up to three words, one of them a rarer one; `name` where they are no house. */
function homeEnd({ tokens, cueStartingAt }: Reading, name: number): number {
  let end = name;
  let rare = false;
  for (let token = tokens[end]; token?.kind === "word"; token = tokens[++end]) {
    if (BEHIND_HOME.has(token.key) || tokens[end + 1]?.start === token.end) {
      if (tokens[end + 1]?.kind !== "mark") break;
    }
    if (end - name === MAX_HOME || COUNTED.has(token.key) || cueStartingAt.get(end)?.type)
      return name;
    rare ||= !(tokenBits(token) & WORD.frequent);
  }
  return rare && end > name ? end : name;
}

const MAX_HOME = 3;
const BEHIND_HOME = new Set("is now please and in with but since for until if because".split(" "));
/** What somebody may have moved to, or have things sent to, by number. */
const COUNTED = new Set(
  "bedroom bedrooms bed bath storey different other separate more new addresses accounts cards places people persons customers months weeks years days miles km floors am pm".split(
    " ",
  ),
);
const BUSINESSES = new Set(
  "shop hotel airlines airways apartments restaurant salon clinic store bank bar cafe counselor".split(
    " ",
  ),
);

function isOrdinary({ lexis }: Reading, token: Token): boolean {
  return (tokenBits(token) & WORD.common) !== 0 || lexis.means(token, MEANS.unit | MEANS.month);
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

/** `Station Road`, `on wheeler street`: a street without a number. */
export function unnumbered(reading: Reading, at: number): AddressSpan | undefined {
  const { tokens } = reading;
  const first = tokens[at];
  if (first?.kind !== "word" || STOPS.has(first.key)) return undefined;
  const capital = isCapital(first);
  const led = at === 0 || STREET_LEADS.has(tokens[at - 1]?.key ?? "");
  if (!capital && !led) return undefined;
  const lived = reading.cueEndingAt.get(at)?.type === "ADDRESS";
  if (!lived && isStation(tokens, at)) return undefined;
  for (let end = at + 1; end <= at + 3; end++) {
    const token = tokens[end];
    if (token?.kind !== "word") return undefined;
    if (SURE_STREET_TYPES.has(token.key)) {
      const names = tokens.slice(at, end);
      const known = names.some((one) => !(tokenBits(one) & WORD.frequent));
      if (!known && !lived && !(capital && isCapital(token))) return undefined;
      const alone = end + 1 === tokens.length;
      if (at === 0 && !capital && !alone && tailEnd(reading, end + 1) === end + 1) return undefined;
      return { first: at, end: end + 1, confidence: 0.78, evidence: ["a street's name"] };
    }
    if (
      capital &&
      isCapital(token) &&
      SQUARES.has(token.key) &&
      tokens[at - 1]?.key === "on" &&
      !isCapital(tokens[end + 1])
    ) {
      return { first: at, end: end + 1, confidence: 0.75, evidence: ["a street's name"] };
    }
    if (capital ? !isCapital(token) : !lived && (tokenBits(token) & WORD.frequent) !== 0)
      return undefined;
  }
  return undefined;
}

const SQUARES = new Set(
  "way drive dr court place square row hill walk parade quay close grove gardens mews st".split(
    " ",
  ),
);
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

/** "a train to London Liverpool Street", "leaving from Birmingham New Street". */
function isStation(tokens: readonly Token[], at: number): boolean {
  let first = at;
  while (first > at - 2 && isCapital(tokens[first - 1])) first--;
  const [before, way] = [tokens[first - 1]?.key ?? "", tokens[first - 2]?.key ?? ""];
  if (LEAVES.test(before)) return true;
  return (before === "to" || before === "from") && WAYS.test(way);
}

const LEAVES = /^(?:leav|depart|arriv)(?:e|es|ing|s)?$/;
const WAYS = /^(?:leav|depart|arriv|travel|go|head|train)/;

function isDateLike({ tokens, lexis }: Reading, at: number): boolean {
  const next = tokens[at + 1];
  const before = tokens[at - 1];
  return (
    (next !== undefined && (lexis.means(next, MEANS.month) || lexis.means(next, MEANS.unit))) ||
    (before?.raw === ":" && tokens[at - 2]?.kind === "digits") ||
    before?.raw === "$" ||
    next?.raw === ":" ||
    next?.raw === "%"
  );
}
