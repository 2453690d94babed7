import * as MEANS from "../language/means.ts";
import type { Reading } from "../text/reading.ts";
import * as SHAPE from "../text/shape.ts";
import { eachMatch } from "../text/each-match.ts";
import { isTouched } from "../text/touching.ts";
import { isDigit, isLetter } from "../text/units.ts";
import type { Context } from "./context.ts";
import { isAsked } from "./context.ts";
import { reasonsFor } from "./find-cue.ts";
import type { Proposal } from "./proposal.ts";
import { spelledOut } from "./spelled-code.ts";

// Postcode areas of Royal Mail's PAF by their first letter, "-" where it is one alone: so that "b2 4me" is one and "mp3 4ab" is none.
const AREAS =
  "ABL B-ABDHLNRST CABFHMORTVW DADEGHLNTY E-CHNX FKY G-LUY HADGPRSUX IGMPV JE KATWY L-ADELNSU M-EKL N-EGNPRW OLX PAEHLOR RGHM S-AEGKLMNOPRSTWY TADFNQRSW UB W-ACDFNRSV YO ZE";
const BRITISH =
  /(?<![A-Za-z0-9])[A-Z]{1,2}(?:\d{1,2}|\d[A-HJKPSTUW])[ -]?\d[ABD-HJLNP-UW-Z]{2}(?![A-Za-z0-9])/giy;
const STATES =
  "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC|APO|FPO";
const AMERICAN = new RegExp(
  `(?=\\d)(?<=(?<![A-Za-z0-9])(?:${STATES})[ ,.]{1,3})\\d{5}(?:-\\d{4})?(?![A-Za-z0-9-])`,
  "g",
);
const CANADIAN = /[ABCEGHJ-NPRSTVXY]\d[A-Z][ -]?\d[A-Z]\d(?![A-Za-z0-9])/giy;

// Routing key and identifier, without letters that look like digits (Eircode, product guide); in capitals, or with a blank between.
const IRISH =
  /(?:[AC-FHKNPRTV-Y]\d{2}|D6W)[ -]?(?=[A-Z]*\d)(?=\d*[A-Z])[AC-FHKNPRTV-Y0-9]{4}(?![A-Za-z0-9])/gy;

/** A postcode that letters touching digits begin. */
interface Form {
  pattern: RegExp;
  evidence: readonly string[];
  /** By its length. */
  confidence(length: number): number;
  /** Whether one may begin with the letters at `[start, end)`: asked before the pattern, which costs more. */
  mayBegin(text: string, start: number, end: number): boolean;
}

const BRITISH_AREAS = new Set(
  AREAS.split(" ").flatMap(([first = "", ...others]) =>
    others.map((second) => numberOf(second === "-" ? first : first + second)),
  ),
);
const FORMS: readonly Form[] = [
  {
    pattern: BRITISH,
    evidence: ["the form of a British postcode"],
    confidence: () => 0.96,
    mayBegin: (text, start, end) => BRITISH_AREAS.has(lettersAt(text, start, end)),
  },
  {
    pattern: CANADIAN,
    evidence: ["the form of a Canadian postcode"],
    confidence: () => 0.85,
    mayBegin: (text, start, end) => end - start === 1 && isLetter(text.charCodeAt(end + 1)),
  },
  {
    pattern: IRISH,
    evidence: ["the form of an Irish postcode"],
    confidence: (length) => (length > 7 ? 0.8 : 0.6),
    mayBegin: (text, start, end) => end - start === 1 && text.charCodeAt(start) < 91,
  },
];
/** Letters that any of them begins with. */
const MOST_LETTERS = 2;

/** Whether a British postcode begins at `start`: one or two letters of an area that touch a digit. */
export function isBritishAt(text: string, start: number): boolean {
  const end = isLetter(text.charCodeAt(start + 1)) ? start + 2 : start + 1;
  if (!BRITISH_AREAS.has(lettersAt(text, start, end))) return false;
  BRITISH.lastIndex = start;
  return BRITISH.test(text);
}

function numberOf(letters: string): number {
  return lettersAt(letters, 0, letters.length);
}

/** One or two letters as a number, in any case. */
function lettersAt(text: string, start: number, end: number): number {
  let letters = 0;
  for (let at = start; at < end; at++) letters = (letters << 5) | (text.charCodeAt(at) & 31);
  return letters;
}

/** A Brazilian or Portuguese one: `01310-100`, `4050-262`; a ZIP+4. */
const IN_TWO_PARTS = /(?<![\w.,/-])(?:\d{4,5}-\d{3}|\d{5}-\d{4})(?![\w/-]|[.,]\d)/g;
const FIVE_DIGITS = /[ ,.]\d{5}/;
/** How many digits these have at least. */
const ZIP = 5;
const IN_TWO = 7;

/** Postcodes by their form (GB, US behind a state, CA); said letter by letter when asked. */
export function postcodeProposals(reading: Reading, context: Context, proposals: Proposal[]): void {
  const { text } = reading;
  const mixed = (reading.shape & SHAPE.glued) !== 0;
  if (mixed) formed(reading, proposals);
  if (reading.digits >= ZIP && FIVE_DIGITS.test(text))
    eachMatch(AMERICAN, text, (written, at) => {
      proposals.push(made(at, at + written.length, 0.85, ["five digits behind a state"]));
    });
  const spelled = isAsked(context, "POSTCODE") ? spelledOut(reading) : undefined;
  if (spelled)
    proposals.push(
      made(spelled.start, spelled.end, 0.86, ["the other side asked for it, letter by letter"]),
    );
  if (!isNamed(reading, context)) return;
  if (reading.digits >= IN_TWO && reading.shape & SHAPE.dash)
    eachMatch(IN_TWO_PARTS, text, (written, at) => {
      proposals.push(made(at, at + written.length, 0.9, ["named in front of it"]));
    });
  const named = namedLetters(reading, context);
  if (named) proposals.push(made(named.start, named.end, 0.9, ["named in front of it"]));
}

/** Looks where one or two letters touch a digit: nowhere else does a form begin. */
function formed({ text, tokens }: Reading, proposals: Proposal[]): void {
  // Where the last of each form ends: none is inside another of its kind.
  const ends = FORMS.map(() => 0);
  for (let at = 1; at < tokens.length; at++) {
    const digits = tokens[at];
    if (digits?.kind !== "digits" || !isTouched(tokens, at)) continue;
    const end = digits.start;
    let start = end;
    while (end - start <= MOST_LETTERS && isLetter(text.charCodeAt(start - 1))) start--;
    if (end - start > MOST_LETTERS || isDigit(text.charCodeAt(start - 1))) continue;
    for (let kind = 0; kind < FORMS.length; kind++) {
      const form = FORMS[kind];
      if (!form || start < (ends[kind] ?? 0) || !form.mayBegin(text, start, end)) continue;
      const { pattern, evidence, confidence } = form;
      pattern.lastIndex = start;
      if (!pattern.test(text)) continue;
      ends[kind] = pattern.lastIndex;
      proposals.push(
        made(start, pattern.lastIndex, confidence(pattern.lastIndex - start), evidence),
      );
    }
  }
}

function made(
  start: number,
  end: number,
  confidence: number,
  evidence: readonly string[],
): Proposal {
  return { type: "POSTCODE", start, end, confidence, evidence, rule: "postcode" };
}

function isNamed(reading: Reading, { asked }: Context): boolean {
  return reading.names("POSTCODE") || asked.some((one) => one.type === "POSTCODE");
}

/** Two or three short pieces behind the word for it: "postcode is g3 9qx". */
function namedLetters(
  reading: Reading,
  context: Context,
): { start: number; end: number } | undefined {
  const { tokens } = reading;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (
      token?.kind !== "word" ||
      token.key.length > 2 ||
      tokens[at + 1]?.kind !== "digits" ||
      reading.lexis.means(token, MEANS.connector)
    )
      continue;
    let end = at + 2;
    while (
      end - at < 6 &&
      tokens[end] &&
      tokens[end]?.kind !== "mark" &&
      (tokens[end]?.key.length ?? 9) <= 2
    )
      end++;
    let length = 0;
    for (let next = at; next < end; next++) length += tokens[next]?.raw.length ?? 0;
    if (length < 5 || length > 8) continue;
    const reason = reasonsFor(reading, context, at, at + 2)[0];
    if (reason?.type !== "POSTCODE" || reason.strength < 0.8) continue;
    const before = tokens[at - 1];
    const spelled = before?.kind === "word" && before.key.length === 1 && token.key.length === 1;
    return { start: spelled ? before.start : token.start, end: tokens[end - 1]?.end ?? 0 };
  }
  return undefined;
}
