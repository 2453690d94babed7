import * as SHAPE from "./shape.ts";
import { isDigit } from "./units.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { HASH_START, hashOf, hashStep } from "./vocabulary.ts";

/** A piece of a folded text: letters, digits, or one other character. Blanks are no tokens. */
export interface Token {
  kind: "word" | "digits" | "mark";
  /** Offsets in the folded text. */
  start: number;
  end: number;
  /** As written. */
  raw: string;
  /** Lower case and without apostrophes: the key of every lexicon. */
  key: string;
  /** Its number in the vocabulary; 0 for a word that means nothing to any rule. */
  id: number;
  /** It may be number words run together; most words were told from these when they were scanned. */
  joined: boolean;
  /** Of a word's key; for lexicons too large for the vocabulary. */
  hash: number;
  /** What the lexicon knows of it, once somebody has looked. Always there, so that all tokens are of one shape. */
  bits: number | undefined;
}

/** The tokens of the text that was scanned last, five numbers each: start, end, id, hash of the key, and kind or'ed with {@link KEY_AS_WRITTEN}. */
export interface Scan {
  /** The how-manyth it is: `fields` are another's once there is a later one. */
  number: number;
  text: string;
  count: number;
  fields: Int32Array;
  /** Bits of {@link SHAPE}. */
  shape: number;
  /** The meanings of all its words, or'ed. */
  meanings: number;
  /** How many digits it has. */
  digits: number;
  /** Units of the longest row of tokens that touch. */
  longestRow: number;
}

export const FIELDS = 5;
const LETTER = 2;
const DIGIT = 3;
const MARK = 4;
const KIND = 7;
const KEY_AS_WRITTEN = 8;
const JOINED = 16;

// One buffer for all texts: a message is read and judged before the next one comes. It is known by number whose it is: nothing
// here may keep a text.
let scratch = new Int32Array(1024);
let scans = 0;
let used = 0;

/** Wipes what the last scan left of its text: no hash of a word outlives the message. A scan that is still needed is made again. */
export function forgetScan(): void {
  scratch.fill(0, 0, used);
  used = 0;
  scans++;
}

/** Reads a folded text once: its tokens, by offsets and number, and its shape. No string is cut. `B12` is a word and digits that touch. */
export function scanText(text: string, vocabulary: Vocabulary): Scan {
  const { length } = text;
  if (scratch.length < length * FIELDS) scratch = new Int32Array(length * FIELDS * 2);
  const fields = scratch;
  const known = vocabulary.meanings;
  let count = 0;
  let shape = 0;
  let meanings = 0;
  let digits = 0;
  let longestRow = 0;
  let row = 0;
  for (let at = 0; at < length;) {
    const code = text.charCodeAt(at);
    const kind = kindOf(code);
    if (kind === BLANK) {
      row = ++at;
      continue;
    }
    const start = at++;
    let id = 0;
    let hash = HASH_START;
    let flags = kind | KEY_AS_WRITTEN;
    if (kind === LETTER) {
      let unit = code;
      let ascii = true;
      for (;;) {
        if (unit < 91) {
          unit += 32;
          flags = kind;
        } else if (unit > 127) ascii = false;
        hash = hashStep(hash, unit);
        // Most letters are small ones.
        while (at < length && (unit = text.charCodeAt(at)) < 123 && unit > 96) {
          hash = hashStep(hash, unit);
          at++;
        }
        if (at >= length) break;
        if (unit === APOSTROPHE && at + 1 < length) {
          unit = text.charCodeAt(at + 1);
          if (kindOf(unit) !== LETTER) break;
          flags = kind;
          at += 2;
        } else if (kindOf(unit) === LETTER) at++;
        else break;
      }
      if (!ascii) {
        flags = kind;
        const key = keyOf(text.slice(start, at));
        id = vocabulary.idOf(key);
        hash = hashOf(key);
      } else if (at - start === 1) id = vocabulary.single(code < 91 ? code + 32 : code);
      else if (at - start <= LONGEST_WORD) id = vocabulary.find(hash, text, start, at);
      if (id === 0 && ascii && vocabulary.joined?.read(text, start, at)) {
        shape |= SHAPE.joined;
        flags |= JOINED;
      }
      if (at - start >= LONG) shape |= SHAPE.long;
      if (start > 0 && isDigit(text.charCodeAt(start - 1))) shape |= SHAPE.glued;
    } else if (kind === DIGIT) {
      while (at < length && isDigit(text.charCodeAt(at))) at++;
      // No lexicon has digits, and four of them could be told from a hash: none is kept.
      hash = 0;
      if (at - start === 1) id = vocabulary.single(code);
      else if (at - start === 2) {
        const both = hashStep(hashStep(HASH_START, code), text.charCodeAt(start + 1));
        id = vocabulary.find(both, text, start, at);
      }
      shape |= SHAPE.digit;
      digits += at - start;
      if (start > 0 && kindOf(text.charCodeAt(start - 1)) === LETTER) shape |= SHAPE.glued;
    } else if (code < 128) {
      id = vocabulary.single(code);
      shape |= MARK_SHAPES[code] ?? 0;
      if (code === DOT && at < length && kindOf(text.charCodeAt(at)) !== BLANK)
        shape |= SHAPE.innerDot;
    }
    if (id > 0) meanings |= known[id] ?? 0;
    const field = count * FIELDS;
    fields[field] = start;
    fields[field + 1] = at;
    fields[field + 2] = id;
    fields[field + 3] = hash;
    fields[field + 4] = flags;
    count++;
    if (at - row > longestRow) longestRow = at - row;
  }
  used = Math.max(used, count * FIELDS);
  return { number: ++scans, text, count, fields, shape, meanings, digits, longestRow };
}

/** The tokens of a scan as objects; a scan that was overtaken by another is made again. */
export function tokensOf(scan: Scan, vocabulary: Vocabulary): Token[] {
  const { text, count, fields } = scan.number === scans ? scan : scanText(scan.text, vocabulary);
  const tokens: Token[] = [];
  for (let index = 0; index < count; index++) {
    const field = index * FIELDS;
    const start = fields[field] ?? 0;
    const end = fields[field + 1] ?? 0;
    const id = fields[field + 2] ?? 0;
    const hash = fields[field + 3] ?? 0;
    const flags = fields[field + 4] ?? 0;
    const asWritten = (flags & KEY_AS_WRITTEN) !== 0;
    const word = id > 0 ? vocabulary.words[id] : undefined;
    const raw = asWritten && word !== undefined ? word : text.slice(start, end);
    const key = word ?? (asWritten ? raw : keyOf(raw));
    const kind = KINDS[flags & KIND] ?? "mark";
    // What an apostrophe parts was not read over it.
    const joined = id === 0 && ((flags & JOINED) !== 0 || raw.length !== key.length);
    tokens.push({ kind, start, end, raw, key, id, joined, hash, bits: undefined });
  }
  return tokens;
}

function keyOf(raw: string): string {
  const lower = raw.toLowerCase();
  return lower.includes("'") ? lower.replaceAll("'", "") : lower;
}

const KINDS: readonly (Token["kind"] | undefined)[] = [
  undefined,
  undefined,
  "word",
  "digits",
  "mark",
];
const BLANK = 1;
const APOSTROPHE = 39;
const DOT = 46;
const LONG = 16;
/** No vocabulary has a longer one. */
const LONGEST_WORD = 40;

const MARK_SHAPES = new Uint16Array(128);
MARK_SHAPES[64] = SHAPE.at;
MARK_SHAPES[47] = SHAPE.slash;
MARK_SHAPES[58] = SHAPE.colon;
MARK_SHAPES[45] = SHAPE.dash;
for (const mark of "|!&%\\<") MARK_SHAPES[mark.charCodeAt(0)] = SHAPE.stroke;

/** What each UTF-16 unit is, filled as units are met. Half of a surrogate pair is a mark. */
const kinds = new Uint8Array(65_536);

function kindOf(code: number): number {
  return kinds[code] || learnKind(code);
}

function learnKind(code: number): number {
  const unit = String.fromCharCode(code);
  const kind = /\s/.test(unit)
    ? BLANK
    : isDigit(code)
      ? DIGIT
      : /\p{L}/u.test(unit)
        ? LETTER
        : MARK;
  kinds[code] = kind;
  return kind;
}
