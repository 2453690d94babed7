import type { Lexis } from "../language/lexis.ts";
import * as MEANS from "../language/means.ts";
import type { Reading } from "../text/reading.ts";
import type { Token } from "../text/tokens.ts";
import type { Proposal } from "./proposal.ts";

/** E-mail addresses: written, with blanks around the @, in brackets or marks (`[at]`, `_at_`), or said (`ann dot lee at example dot com`). */
export function emailProposals({ text, tokens, lexis }: Reading, proposals: Proposal[]): void {
  let last = 0;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.raw === "@") {
      const found = around(text, token.start, last);
      if (found) {
        proposals.push(proposal(found.start, found.end, "an @ between a name and a domain"));
        last = found.end;
      }
    } else if (!token || !lexis.means(token, MEANS.at) || !mayGoOn(tokens, at)) continue;
    const found =
      said(tokens, at, lexis) ?? withoutDot(tokens, at, lexis) ?? withoutTop(tokens, at, lexis);
    if (found)
      proposals.push(proposal(found.start, found.end, "said or bracketed: a name, at, a domain"));
  }
}

/** Whether a domain may stand behind what is said for @: "at seven" has no dot, and no house that needs none. */
function mayGoOn(tokens: readonly Token[], at: number): boolean {
  if (PROVIDERS.test(tokens[at + 1]?.key ?? "")) return true;
  for (let dot = at + 1; dot <= at + FARTHEST_DOT; dot++)
    if (DOTS.has(tokens[dot]?.key ?? "")) return true;
  return false;
}

/** Over a bracket, "the rate", a domain of two words and another bracket. */
const FARTHEST_DOT = 8;

function proposal(start: number, end: number, why: string): Proposal {
  return { type: "EMAIL", start, end, confidence: 0.98, evidence: [why], rule: "email" };
}

const LOCAL = /[\p{L}\p{N}._%+'-]/u;
const DOMAIN = /[\p{L}\p{N}.-]/u;
const MAX_LOCAL = 64;
const MAX_DOMAIN = 255;
const TOP_LEVEL = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,24}$/u;

/** The address around the @ at `at`, not reaching back over `floor` (RFC 5321 sizes). */
function around(
  text: string,
  at: number,
  floor: number,
): { start: number; end: number } | undefined {
  const lead = text[at - 1] === " " ? at - 1 : at;
  let start = lead;
  while (start > floor && lead - start < MAX_LOCAL && LOCAL.test(text[start - 1] ?? "")) start--;
  while (start < lead && /[.'-]/.test(text[start] ?? "")) start++;
  const tail = text[at + 1] === " " ? at + 2 : at + 1;
  let end = tail;
  while (end < text.length && end - tail < MAX_DOMAIN && DOMAIN.test(text[end] ?? "")) end++;
  while (end > tail && /[.-]/.test(text[end - 1] ?? "")) end--;
  // A comma for the dot, in front of an ending that is hardly a word.
  const comma = text[end] === "," ? COMMON_TOP.exec(text.slice(end + 1, end + 6)) : null;
  if (comma && start < lead && end > tail && !text.slice(tail, end).includes("."))
    return { start, end: end + 1 + comma[0].length };
  const domain = text.slice(tail, end);
  const known = TOP_LEVEL.test(domain) || PROVIDERS.test(domain.toLowerCase());
  return start < lead && known ? { start, end } : undefined;
}

const COMMON_TOP = /^(?:com|org|net|edu|gov|de|fr|es|pt|co|uk|io)(?![\p{L}\p{N}])/iu;

const DOTS = new Set("dot period point . punkt punto ponto".split(" "));
const JOINS = new Set([...DOTS, ..."underscore dash hyphen minus plus _ -".split(" ")]);
const SPOKEN_TOP = /^[a-z]{2,6}$/;
/** Behind a "dot" that is said: `photography`. */
const LONG_TOP = /^[a-z]{2,12}$/;
/** Houses that everybody has an address of, and need no "dot". */
const PROVIDERS =
  /^(?:gmail|googlemail|yahoo|hotmail|outlook|icloud|aol|gmx|live|msn|protonmail|rediffmail)$/;

/** `ann.lee at gmail com`. */
function withoutDot(
  tokens: readonly Token[],
  at: number,
  lexis: Lexis,
): { start: number; end: number } | undefined {
  const [domain, top] = [tokens[at + 1], tokens[at + 2]];
  if (!PROVIDERS.test(domain?.key ?? "") || !COMMON_TOP.test(top?.key ?? "")) return undefined;
  const first = localFrom(tokens, at - 1, lexis);
  return first === undefined || !top
    ? undefined
    : { start: tokens[first]?.start ?? 0, end: top.end };
}

/** `ann_lee at gmail`: a name that no words are, and nothing that goes on to an ending. */
function withoutTop(
  tokens: readonly Token[],
  at: number,
  lexis: Lexis,
): { start: number; end: number } | undefined {
  const domain = tokens[at + 1];
  if (!PROVIDERS.test(domain?.key ?? "")) return undefined;
  const first = localFrom(tokens, at - 1, lexis);
  const made = first !== undefined && (at - first > 1 || tokens[first]?.kind === "digits");
  return made && domain ? { start: tokens[first]?.start ?? 0, end: domain.end } : undefined;
}

/** `name (dot name)* at domain dot com`, each word perhaps in brackets. */
function said(
  tokens: readonly Token[],
  at: number,
  lexis: Lexis,
): { start: number; end: number } | undefined {
  const open = isOpening(tokens[at - 1]) ? at - 1 : at;
  const behind = isClosing(tokens[at + 1]) ? at + 2 : at + 1;
  const close = isRate(tokens, behind) ? behind + 2 : behind;
  const first = localFrom(tokens, open - 1, lexis);
  if (first === undefined) return undefined;
  const found = domainFrom(tokens, close, first, open);
  // `stay-at-home.org` is a domain, `ann-at-home-dot-org` an address.
  const inWord = tokens[open]?.raw === "-" && tokens[open - 1]?.end === tokens[open]?.start;
  return inWord && !found?.saidDot ? undefined : found;
}

/** "at the rate", as India says @. */
function isRate(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.key === "the" && tokens[at + 1]?.key === "rate";
}

/** Where the name in front of the @ begins, of which token `last` is the end. */
function localFrom(tokens: readonly Token[], last: number, lexis: Lexis): number | undefined {
  if (!isPart(tokens[last])) return undefined;
  let first = behindName(tokens, last, lexis);
  for (let parts = 0; parts < 8; parts++) {
    const touching = tokens[first - 1]?.end === tokens[first]?.start && isPart(tokens[first - 1]);
    if (touching) first--;
    else if (JOINS.has(tokens[first - 1]?.key ?? "") && isPart(tokens[first - 2])) first -= 2;
    else if (
      isClosing(tokens[first - 1]) &&
      JOINS.has(tokens[first - 2]?.key ?? "") &&
      isOpening(tokens[first - 3]) &&
      isPart(tokens[first - 4])
    )
      first -= 4;
    else break;
  }
  return first;
}

/** "petrov ninety two": the word that number words at the end of a name belong to. */
function behindName(tokens: readonly Token[], last: number, lexis: Lexis): number {
  let first = last;
  while (tokens[first]?.kind === "word" && lexis.means(tokens[first], MEANS.digits)) first--;
  const word = tokens[first];
  if (first < last && JOINS.has(word?.key ?? "")) return first + 1;
  return word?.kind === "word" && !lexis.means(word, MEANS.connector) ? first : last;
}

function domainFrom(
  tokens: readonly Token[],
  close: number,
  first: number,
  open: number,
): { start: number; end: number; saidDot: boolean } | undefined {
  if (!isPart(tokens[close])) return undefined;
  // "kumar underscore 88 at rediff mail dot com": a domain in two words, behind a name that no words are.
  const made = open - first > 1 || tokens[first]?.kind === "digits";
  const two = made && isPart(tokens[close + 1]) && DOTS.has(tokens[close + 2]?.key ?? "");
  let end = close + (two && !DOTS.has(tokens[close + 1]?.key ?? "") ? 2 : 1);
  let dots = 0;
  let saidDot = false;
  for (let parts = 0; parts < 6; parts++) {
    const bracketed = isOpening(tokens[end]) && isClosing(tokens[end + 2]);
    const dot = bracketed ? end + 1 : end;
    const part = bracketed ? end + 3 : end + 1;
    if (!DOTS.has(tokens[dot]?.key ?? "") || !isPart(tokens[part])) break;
    // A full stop of a sentence has a blank behind it and none in front.
    const stop = tokens[dot];
    const ends = stop?.end !== tokens[part]?.start && stop?.start === tokens[dot - 1]?.end;
    const apart = stop?.end !== tokens[part]?.start && !COMMON_TOP.test(tokens[part]?.key ?? "");
    if (stop?.raw === "." && !bracketed && (ends || apart)) break;
    dots++;
    saidDot = stop?.kind === "word" || bracketed;
    end = part + 1;
  }
  const top = tokens[end - 1];
  if (dots === 0 || !top || !(saidDot ? LONG_TOP : SPOKEN_TOP).test(top.key)) return undefined;
  return { start: tokens[first]?.start ?? 0, end: top.end, saidDot };
}

function isPart(token: Token | undefined): boolean {
  return token !== undefined && token.kind !== "mark";
}

function isOpening(token: Token | undefined): boolean {
  return OPENING.has(token?.raw ?? "");
}

function isClosing(token: Token | undefined): boolean {
  return CLOSING.has(token?.raw ?? "");
}

// `_at_`, `-dot-`: a mark on both sides, as who hides an address from a robot writes it.
const OPENING = new Set("[({<_*|-");
const CLOSING = new Set("])}>_*|-");
