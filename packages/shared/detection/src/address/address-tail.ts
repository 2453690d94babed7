import * as MEANS from "../language/means.ts";
import { isPlacePhrase, tokenBits, WORD } from "../lexicon/lexicon.ts";
import { isBritishAt } from "../rules/postcodes.ts";
import type { Reading } from "../text/reading.ts";
import { endsSentence } from "../text/reading.ts";
import type { Token } from "../text/tokens.ts";
import { isCapital } from "./address-span.ts";
import { STATES, UNIT_WORDS } from "./street-words.ts";

/** Takes in the unit, the town, the state, the postcode and the country behind a street, as far as an anchor reaches. */
export function tailEnd(reading: Reading, from: number): number {
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
      // "apartment twenty six".
      for (let next = value; reading.lexis.means(tokens[next], MEANS.digits); next++) {
        at = next;
        end = next + 1;
        gap = 0;
      }
      continue;
    }
    const bits = tokenBits(token);
    const phrase = isPlacePhrase(`${token.key} ${tokens[at + 1]?.key ?? ""}`);
    // "NE46 1AB" begins as a state does.
    const state =
      STATES.has(token.key) &&
      tokens[at + 1]?.start !== token.end &&
      (token.raw === token.raw.toUpperCase() ||
        !(bits & WORD.frequent) ||
        tokens[at + 1]?.kind === "digits");
    if (at > from && isPartedZip(tokens, at)) {
      at += 2;
      end = at + 1;
      gap = 0;
      continue;
    }
    const zip =
      token.kind === "digits" && token.raw.length >= 4 && token.raw.length <= 6 && at > from;
    if ((bits & WORD.place && !(bits & WORD.frequent)) || phrase || state || zip) {
      end = phrase ? at + 2 : at + 1;
      if (phrase) at++;
      gap = 0;
      if (zip) {
        if (tokens[end]?.raw === "-" && REST.has(tokens[end + 1]?.raw.length ?? 0)) {
          end += 2;
          at += 2;
        }
        if (!isPlaceNext(tokens, end)) break;
      }
      continue;
    }
    if (token.kind === "digits" || (bits & WORD.frequent && !isCapital(token))) break;
    gap += isCapital(token) ? 0.5 : 1;
  }
  return townEnd(reading, end);
}

/** "…mews, didsbury, m20 3aa": over a few names between a street and a British postcode. */
function townEnd({ text, tokens, cueStartingAt }: Reading, from: number): number {
  let words = 0;
  let end = from;
  for (let at = from; at < from + MAX_TOWN; at++) {
    const token = tokens[at];
    if (!token) break;
    if (token.raw === ",") continue;
    const named = cueStartingAt.get(at);
    if (named?.type === "POSTCODE") {
      at = named.end - 1;
      continue;
    }
    if (token.kind !== "word" || named?.type) break;
    if (isBritishAt(text, token.start)) return end;
    if (tokenBits(token) & WORD.frequent && !isCapital(token)) break;
    if (++words > 3) break;
    end = at + 1;
  }
  return from;
}

const MAX_TOWN = 7;

/** "114 55 Stockholm", as Sweden, Greece, Czechia and Slovakia write it: three digits, two, and a town. */
function isPartedZip(tokens: readonly Token[], at: number): boolean {
  const [head, tail, town] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (head?.kind !== "digits" || head.raw.length !== 3 || tail?.kind !== "digits") return false;
  if (tail.raw.length !== 2 || tail.start !== head.end + 1 || !isCapital(town)) return false;
  return town !== undefined && (tokenBits(town) & WORD.frequent) === 0;
}

/** Digits behind the dash: of a Portuguese postcode, of a ZIP+4. */
const REST: ReadonlySet<number> = new Set([3, 4]);
const MAX_TAIL = 14;

function isPlaceNext(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at]?.raw === "," ? at + 1 : at;
  const place = tokens[next];
  return place !== undefined && (tokenBits(place) & WORD.place) !== 0;
}
