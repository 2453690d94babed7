import { tokenBits, WORD } from "../lexicon/lexicon.ts";
import type { Reading } from "../text/reading.ts";
import type { Token } from "../text/tokens.ts";
import type { AddressSpan } from "./address-span.ts";
import { isCapital } from "./address-span.ts";
import { SHORTENED, STREET_ENDING, STREET_FIRST } from "./street-words.ts";

/** `87 Rue Joseph Vernet`, `Grolmanstraße 25`, `Via Verbano 62`. */
export function foreign(reading: Reading, at: number): AddressSpan | undefined {
  const { tokens } = reading;
  const token = tokens[at];
  if (token?.kind !== "word") return undefined;
  const before =
    tokens[at - 1]?.kind === "digits" && (tokens[at - 1]?.raw.length ?? 9) <= 5
      ? at - 1
      : undefined;
  if (token.key.length > 6 && STREET_ENDING.test(token.key) && !(tokenBits(token) & WORD.common)) {
    // "Hauptstr. 12".
    const number = tokens[at + 1]?.raw === "." && token.key.endsWith("str") ? at + 2 : at + 1;
    const behind = tokens[number]?.kind === "digits" && (tokens[number]?.raw.length ?? 9) <= 4;
    if (!behind && before === undefined) return undefined;
    // "760 Passauer Strasse 33": the word for streets stands apart.
    let first = before ?? at;
    for (let name = at - 1; before === undefined && name > at - 3 && BARE.test(token.key); name--) {
      if (!isCapital(tokens[name])) break;
      first = tokens[name - 1]?.kind === "digits" ? name - 1 : name;
    }
    return {
      first,
      end: behind ? number + 1 : at + 1,
      confidence: 0.88,
      evidence: ["a street's ending and a house number"],
    };
  }
  const shortened = SHORTENED.has(token.key) && tokens[at + 1]?.raw === ".";
  if (!STREET_FIRST.has(token.key) && !shortened) return undefined;
  // "ul. Mickiewicza 14".
  const stopped = tokens[at + 1]?.raw === "." && tokens[at + 1]?.start === token.end;
  if (stopped) return abbreviated(reading, at, before);
  const small = !isCapital(token) && !SHARED.has(token.key);
  if (!isCapital(tokens[at + 1]) && !small && !PARTICLES.has(tokens[at + 1]?.key ?? ""))
    return undefined;
  const isPart = (one: Token) => isCapital(one) || (small && isStrange(one));
  let end = at + 1;
  for (let next = tokens[end]; next && end - at < 5; next = tokens[++end])
    if (!isPart(next) && !PARTICLES.has(next.key)) break;
  while (end > at + 1 && PARTICLES.has(tokens[end - 1]?.key ?? "")) end--;
  if (end === at + 1) return undefined;
  const number = tokens[end]?.raw === "," ? end + 1 : end;
  const behind = tokens[number]?.kind === "digits" && (tokens[number]?.raw.length ?? 9) <= 5;
  if (!behind && before === undefined) return undefined;
  return {
    first: before ?? at,
    end: behind ? doorEnd(reading, number + 1) : end,
    confidence: 0.85,
    evidence: ["a word for streets and a house number"],
  };
}

/** Behind the floor and the door of a house: "calle de Atocha 45, 3B", "12 2º izq". */
function doorEnd({ tokens }: Reading, at: number): number {
  const floor = tokens[at]?.raw === "," ? at + 1 : at;
  const door = tokens[floor + 1];
  if (tokens[floor]?.kind !== "digits" || (tokens[floor]?.raw.length ?? 9) > 2) return at;
  if (door?.kind !== "word" || door.raw.length > 1 || door.start !== tokens[floor]?.end) return at;
  return DOORS.has(tokens[floor + 2]?.key ?? "") ? floor + 3 : floor + 2;
}

const DOORS = new Set("izq izqda dcha drcha esq dto frente a b c d".split(" "));

function abbreviated(
  { tokens }: Reading,
  at: number,
  before: number | undefined,
): AddressSpan | undefined {
  let end = at + 2;
  while (end < at + 5 && isCapital(tokens[end])) end++;
  const behind = tokens[end]?.kind === "digits" && (tokens[end]?.raw.length ?? 9) <= 4;
  if (end === at + 2 || (!behind && before === undefined)) return undefined;
  let last = behind ? end + 1 : end;
  if (tokens[last]?.raw === "/" && tokens[last + 1]?.kind === "digits") last += 2;
  const evidence = ["a word for streets and a house number"];
  return { first: before ?? at, end: last, confidence: 0.85, evidence };
}

const BARE = /^(?:strasse|gasse|allee|platz)$/;
const PARTICLES = new Set("de la del du des da do das dos di van le les el los las".split(" "));
/** Words for streets that are English ones too. */
export const SHARED: ReadonlySet<string> = new Set([
  "place",
  "avenue",
  "boulevard",
  "plaza",
  "via",
  "unit",
  "psc",
  "route",
]);

function isStrange(token: Token): boolean {
  return token.kind === "word" && (tokenBits(token) & WORD.frequent) === 0;
}

/** `PO Box 12`, `PSC 4574, Box 8393`, `Unit 1009 Box 0219`. */
export function box({ tokens }: Reading, at: number): AddressSpan | undefined {
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
