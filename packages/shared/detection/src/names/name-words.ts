import { bitsOf, tokenBits, WORD } from "../lexicon/lexicon.ts";
import type { Reading } from "../text/reading.ts";
import { endsSentence } from "../text/reading.ts";
import type { Token } from "../text/tokens.ts";

/** How a word is written: whether its capital says something. */
export type Capital = "inside" | "start" | "none" | "shouted";

/** A word of a message as a name may be made of it. */
export interface NameWord {
  token: Token;
  bits: number;
  capital: Capital;
  /** Above 0: more likely a name than not. About -4 to 6. */
  score: number;
}

/** Every token of a message with its likeness to a name; undefined for marks and digits. */
export function nameWords(reading: Reading): (NameWord | undefined)[] {
  const { tokens } = reading;
  const style = styleOf(tokens);
  let start = true;
  const words = tokens.map((token, at) => {
    const opens = start;
    start =
      token.kind === "mark"
        ? (endsSentence(reading, at) && !isInitialStop(tokens, at)) ||
          /^[:"\n(>*-]$/.test(token.raw) ||
          (start && token.raw !== ",")
        : false;
    if (token.kind !== "word") return undefined;
    const key = token.key.length > 3 && /'s$/i.test(token.raw) ? token.key.slice(0, -1) : token.key;
    const known = foreignToo(token.id, key === token.key ? tokenBits(token) : bitsOf(key));
    const bits = ELIDED.test(token.raw) ? WORD.foreign : known;
    const capital = capitalOf(token, opens, style);
    const careless = style === "proper" && capital === "none" ? 1.2 : capital === "none" ? 0.5 : 0;
    return {
      token,
      bits,
      capital,
      score: likeness(bits, key.length) + CAPITAL[capital] - careless,
    };
  });
  if (isForeign(words)) for (const word of words) if (word) word.score -= foreignness(word);
  return words;
}

/** The stop of "H. Abara". */
function isInitialStop(tokens: readonly Token[], at: number): boolean {
  const { raw = "" } = tokens[at - 1] ?? {};
  return tokens[at]?.raw === "." && raw.length === 1 && raw !== "I" && UPPER.test(raw);
}

/** "j'ai", "c'est", "qu'il": no name begins so. */
const ELIDED = /^(?:[cjn]|qu)'\p{Ll}/iu;

/** Two words of another language at least, and more than frequent English ones. */
function isForeign(words: readonly (NameWord | undefined)[]): boolean {
  let foreign = 0;
  let english = 0;
  for (const word of words) {
    if (!word || word.token.key.length < 3) continue;
    if (word.bits & WORD.foreign) foreign++;
    else if (word.bits & WORD.frequent) english++;
  }
  return foreign >= 2 && foreign > english;
}

/** In another language a word that no list of names has is a word, and a capital says little: "Guten Tag". */
function foreignness({ bits, capital }: NameWord): number {
  return bits & (WORD.first | WORD.last) ? 0 : 1.2 + CAPITAL[capital];
}

/** A word that means something to a rule, in whatever language, is no stranger. */
function foreignToo(id: number, bits: number): number {
  return id > 0 && (bits & ~WORD.rareName) === 0 ? bits | WORD.foreign : bits;
}

const CAPITAL: Record<Capital, number> = { inside: 1.6, start: 0.3, none: 0, shouted: -0.2 };

/** Whether the writer uses capitals as the language does: then a small letter says "no name". */
function styleOf(tokens: readonly Token[]): "proper" | "shouted" | "small" {
  let upper = 0;
  let title = 0;
  let words = 0;
  let before: Token["kind"] = "mark";
  for (const { kind, raw, key } of tokens) {
    if (kind === "word" && raw.length >= 2) {
      words++;
      if (raw !== key) {
        if (SHOUTED.test(raw)) upper++;
        else if (before === "word" && TITLE.test(raw)) title++;
      }
    }
    before = kind;
  }
  if (words > 0 && upper === words) return "shouted";
  return title > 0 ? "proper" : "small";
}

function capitalOf({ raw, key }: Token, opens: boolean, style: string): Capital {
  if (raw === key || !UPPER.test(raw)) return "none";
  if (style === "shouted" || (raw.length > 3 && SHOUTED.test(raw))) return "shouted";
  return opens ? "start" : "inside";
}

const UPPER = /^\p{Lu}/u;
const SHOUTED = /^\p{Lu}+$/u;
const TITLE = /^\p{Lu}\p{Ll}/u;

function likeness(bits: number, length: number): number {
  if (length === 1) return -1;
  const isWord = (bits & WORD.common) !== 0;
  const isFrequent = (bits & WORD.frequent) !== 0;
  let score = 0;
  if (bits & WORD.first) score = isFrequent ? -1 : isWord ? 1.2 : 3;
  else if (bits & WORD.last) score = isFrequent ? -2.5 : isWord ? -0.5 : 2.2;
  else if (isWord) return isFrequent ? -4 : -2.6;
  else if (bits & WORD.foreign) return -2.2;
  else if (bits & WORD.town) score = -0.6;
  else if (bits & WORD.rareName) score = 1.4;
  else score = bits === 0 ? 0.7 : 0;
  if (bits & WORD.place) score -= bits & WORD.first ? 0.8 : 2.2;
  if (length === 2) return score - 1.5;
  return length === 3 && !(bits & (WORD.first | WORD.last)) ? score - 1 : score;
}
