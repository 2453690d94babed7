import { issuerOf } from "../card/issuers.ts";
import { luhnWindows } from "../card/luhn.ts";
import type { DigitRun } from "../digits/digit-runs.ts";
import { eachMatch } from "../text/each-match.ts";
import type { Reading } from "../text/reading.ts";
import * as SHAPE from "../text/shape.ts";
import type { Proposal } from "./proposal.ts";

/**
 * Card numbers in base64 or hexadecimal, with a letter between every two digits, or turned round, as who wants to get one past a screen writes
 * it. Only what is exactly a number counts: issuer range, length and check digit. Encoded digits are of few signs, so that hardly any text is decoded.
 */
export function encodedCardProposals({
  text,
  folded,
  shape,
  longestRow,
  runs,
}: Reading): readonly Proposal[] {
  const turned = folded.turned ? runs.flatMap(turnedRound) : NONE;
  const glued = shape & (SHAPE.glued | SHAPE.long) && longestRow >= SHORTEST_BASE64;
  if (!glued && !runs.some((run) => run.digits.length >= SHORTEST_HEX)) return turned;
  return [...turned, ...DRESSES.flatMap((dress) => inDress(dress, text))];
}

const NONE: readonly Proposal[] = [];
const DISGUISED = "disguised";

/** Digits that an override of direction (U+202E) shows from the last to the first. */
function turnedRound({ digits, groups }: DigitRun): Proposal[] {
  if (!isCard([...digits].reverse().join(""))) return [];
  const [start, end] = [groups[0]?.start ?? 0, groups.at(-1)?.end ?? 0];
  return [found(start, end, DISGUISED)];
}

function inDress({ pattern, decode, evidence }: Dress, text: string): Proposal[] {
  const cards: Proposal[] = [];
  eachMatch(pattern, text, (written, at) => {
    if (isCard(decode(written))) cards.push(found(at, at + written.length, evidence));
  });
  return cards;
}

function found(start: number, end: number, how: string): Proposal {
  return {
    type: "CARD_NUMBER",
    start,
    end,
    confidence: 0.96,
    evidence: [how, "issuer range and length", "check digit is right"],
    rule: "card-encoded",
  };
}

/** Of thirteen digits. */
const SHORTEST_BASE64 = 18;
const SHORTEST_HEX = 26;

interface Dress {
  /** Global. */
  pattern: RegExp;
  decode(written: string): string;
  evidence: string;
}

const DRESSES: readonly Dress[] = [
  {
    // RFC 4648, section 4: three digits are four signs; one, two, or a line end more end it.
    pattern:
      /(?<![A-Za-z0-9+/])(?:[MNO][DTjz][AEIMQUYcgk][wxyz0-5]){4,6}(?:[MNO][DTjz][AEIMQUYcgk]K?|[MNO][AQgw]o?|Cg)?={0,2}(?![A-Za-z0-9+/=])/g,
    decode: fromBase64,
    evidence: "digits in base64",
  },
  {
    pattern: /(?<![A-Za-z0-9])(?:0x)?3\d(?:[ :]?3\d){12,18}(?![A-Za-z0-9])/g,
    decode: (written) => written.replace(NO_DIGIT, "").replace(HEX, "$1"),
    evidence: "digits in hexadecimal",
  },
  {
    pattern: /(?<![A-Za-z0-9])\d(?:[A-Za-z]\d){12,18}[A-Za-z]?(?![A-Za-z0-9])/g,
    decode: (written) => written.replace(NO_DIGIT, ""),
    evidence: DISGUISED,
  },
];

const HEX = /3(\d)/g;
const NO_DIGIT = /^0x|\D/g;
const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

function fromBase64(written: string): string {
  let digits = "";
  let pending = 0;
  let bits = 0;
  for (const sign of written) {
    if (sign === "=") break;
    pending = ((pending << 6) | SIGNS.indexOf(sign)) & 0xff_ff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    digits += String.fromCharCode((pending >> bits) & 0xff);
  }
  return digits.trimEnd();
}

function isCard(digits: string): boolean {
  const length = /^\d{13,19}$/.test(digits) ? digits.length : 0;
  const right = issuerOf(digits)?.lengths.includes(length) === true;
  return right && luhnWindows(digits).passes(0, length);
}
