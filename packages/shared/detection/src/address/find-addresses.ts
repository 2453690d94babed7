import * as MEANS from "../language/means.ts";
import type { Context } from "../rules/context.ts";
import type { Proposal } from "../rules/proposal.ts";
import type { Reading } from "../text/reading.ts";
import * as SHAPE from "../text/shape.ts";
import type { AddressSpan } from "./address-span.ts";
import { isCapital } from "./address-span.ts";
import { tailEnd } from "./address-tail.ts";
import { numbered, unnumbered } from "./english-street.ts";
import { box, foreign } from "./foreign-street.ts";
import { answered, named } from "./named-address.ts";
import { beforeBritish, beforeState, beforeUnit, FLATS } from "./number-and-names.ts";
import { SHORTENED, STATES, STREET_ENDING, STREET_FIRST, STREET_TYPES } from "./street-words.ts";

/** Postal addresses: a house number and a street, a street's name, or what was named or asked as an address. */
export function addressProposals(reading: Reading, context: Context): Proposal[] {
  const { tokens } = reading;
  const proposals: Proposal[] = [];
  const finders = findersFor(reading);
  for (let at = 0; at < tokens.length && finders.length > 0;) {
    const mark = tokens[at]?.kind === "mark" && tokens[at]?.raw !== "#";
    const street = mark && !reading.cueEndingAt.has(at) ? undefined : firstOf(finders, reading, at);
    if (!street) {
      at++;
      continue;
    }
    const end = tailEnd(reading, street.end);
    const evidence =
      end > street.end
        ? [...street.evidence, "a town, state or postcode behind it"]
        : street.evidence;
    const first = unitInFront(reading, street.first);
    proposals.push(made(reading, { ...street, first, end, evidence }));
    at = end;
  }
  const answer = proposals.length === 0 ? answered(reading, context) : undefined;
  if (answer) proposals.push(made(reading, answer));
  return proposals;
}

/** "flat 3b, 129 old kent road": where the flat in front of a street begins. */
function unitInFront(reading: Reading, first: number): number {
  const { tokens } = reading;
  const house = houseInFront(reading, first);
  if (house < first) return house;
  let at = tokens[first - 1]?.raw === "," ? first - 1 : first;
  for (let pieces = 0; pieces < 2 && at > 0; pieces++) {
    at--;
    if (pieces > 0 && tokens[at]?.end !== tokens[at + 1]?.start) break;
    const short = tokens[at]?.kind === "digits" || tokens[at]?.raw.length === 1;
    if (FLATS.has(tokens[at - 1]?.key ?? "") && short && tokens[at]?.kind !== "mark") return at - 1;
  }
  if (FLATS.has(tokens[first - 1]?.key ?? "")) return first - 1;
  return first;
}

/** "Flat 4B, Ashoka Apartments, MG Road": where the flat begins, over a house's name. */
function houseInFront(reading: Reading, first: number): number {
  const { tokens } = reading;
  if (tokens[first - 1]?.raw !== ",") return first;
  for (let at = first - 2; at >= 0 && at > first - MAX_HOUSE; at--) {
    const token = tokens[at];
    if (FLATS.has(token?.key ?? "")) return floorFrom(reading, at);
    const short = token?.kind === "digits" || token?.raw.length === 1;
    if (!short && token?.raw !== "," && !isCapital(token)) break;
  }
  return first;
}

const MAX_HOUSE = 9;

/** "2nd floor". */
function floorFrom({ tokens, lexis }: Reading, at: number): number {
  const ordinal = lexis.means(tokens[at - 1], MEANS.ordinal) && tokens[at - 2]?.kind === "digits";
  return ordinal ? at - 2 : at;
}

type StreetFinder = (reading: Reading, at: number) => AddressSpan | undefined;

function firstOf(
  finders: readonly StreetFinder[],
  reading: Reading,
  at: number,
): AddressSpan | undefined {
  for (const find of finders) {
    const found = find(reading, at);
    if (found) return found;
  }
  return undefined;
}

/** The finders that a message has words for, the surest first. */
function findersFor(reading: Reading): StreetFinder[] {
  const { digit, type, flat, foreignStreet, boxWord, capital, cue, state } = signsOf(reading);
  const finders: StreetFinder[] = [];
  if (digit ? type || capital || cue : type && reading.runs.length > 0) finders.push(numbered);
  if (digit && flat) finders.push(beforeUnit);
  if (digit && state) finders.push(beforeState);
  if (reading.shape & SHAPE.glued) finders.push(beforeBritish);
  if (foreignStreet) finders.push(foreign);
  if (digit && boxWord) finders.push(box);
  if (type) finders.push(unnumbered);
  if (cue) finders.push(named);
  return finders;
}

/** What of addresses occurs in a message at all. */
function signsOf({ tokens, shape, cueStartingAt }: Reading) {
  const signs = {
    digit: (shape & SHAPE.digit) !== 0,
    type: false,
    flat: false,
    foreignStreet: false,
    boxWord: false,
    capital: false,
    cue: false,
    state: false,
  };
  for (const token of tokens) {
    if (token.kind !== "word") continue;
    const { key } = token;
    signs.capital ||= isCapital(token);
    signs.state ||= key.length < 4 && STATES.has(key);
    signs.type ||= STREET_TYPES.has(key);
    signs.flat ||= FLATS.has(key);
    signs.foreignStreet ||=
      STREET_FIRST.has(key) || SHORTENED.has(key) || (key.length > 6 && STREET_ENDING.test(key));
    signs.boxWord ||= key === "box" || key === "pobox";
  }
  for (const { type } of cueStartingAt.all) signs.cue ||= type === "ADDRESS";
  return signs;
}

function made({ tokens }: Reading, { first, end, confidence, evidence }: AddressSpan): Proposal {
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
