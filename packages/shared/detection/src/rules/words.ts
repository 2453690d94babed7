import type { Reading } from "../text/reading.ts";
import { endsSentence } from "../text/reading.ts";
import type { Token } from "../text/tokens.ts";
import type { Context } from "./context.ts";
import type { Proposal } from "./proposal.ts";

/** Values that are words: answers to security questions, passwords, usernames. */
export function wordProposals(reading: Reading, context: Context): Proposal[] {
  const proposals: Proposal[] = [];
  for (const hit of reading.cueEndingAt.values()) {
    if (hit.type === "SECURITY_ANSWER") {
      const value = answerAfter(reading, hit.end) ?? answerBefore(reading, hit.first);
      if (value) proposals.push(made(reading, "SECURITY_ANSWER", value, 0.86, "named beside it"));
    } else if (hit.type === "PASSWORD" || hit.type === "USERNAME") {
      const value = secretAfter(reading, hit.end);
      if (value) proposals.push(made(reading, hit.type, value, 0.85, "named in front of it"));
    }
  }
  const asked = context.asked.find((type) => WORDS.has(type));
  if (asked && proposals.length === 0) {
    const value = wholeAnswer(reading);
    if (value && (asked !== "SECURITY_ANSWER" || isAnswer(reading, value))) {
      proposals.push(made(reading, asked, value, 0.7, "the other side asked for it"));
    }
  }
  return proposals;
}

interface Range {
  first: number;
  end: number;
}

const WORDS = new Set<string>(["SECURITY_ANSWER", "PASSWORD", "USERNAME"]);

function made({ tokens }: Reading, type: "SECURITY_ANSWER" | "PASSWORD" | "USERNAME" | string, { first, end }: Range, confidence: number, why: string): Proposal {
  const start = tokens[first]?.start ?? 0;
  const kind = type === "PASSWORD" || type === "USERNAME" ? type : "SECURITY_ANSWER";
  return { type: kind, start, end: tokens[end - 1]?.end ?? 0, confidence, evidence: [why], rule: "word" };
}

const LINK = new Set(["is", "was", "are", "were", ":", "=", "-", "its", "called", "named", "would", "be"]);
const STOP = new Set(
  "not wrong incorrect correct right working expired blocked locked invalid what which who where how why the a an and but or because to for on in with please it that this changed lost forgotten stolen compromised different same old new reset hacked known unknown required needed missing asking being required going i you we they he she no yes dont cant im ive my your also still just so if when then than".split(
    " ",
  ),
);

/** What "is" links to the cue: up to three words, a capital or a short message. */
function answerAfter({ tokens, lexis }: Reading, from: number): Range | undefined {
  let at = from;
  let linked = false;
  while (at < from + 5 && tokens[at] && (LINK.has(tokens[at]?.key ?? "") || (lexis.connectors.has(tokens[at]?.key ?? "") && !isCapital(tokens[at])))) {
    linked ||= LINK.has(tokens[at]?.key ?? "");
    at++;
  }
  if (!linked) return undefined;
  return nameLike(tokens, at);
}

/** "Nemo is my childhood pet": a capitalised word in front of "is my". */
function answerBefore({ tokens, lexis }: Reading, cueFirst: number): Range | undefined {
  let at = cueFirst;
  while (at > 0 && cueFirst - at < 4 && lexis.connectors.has(tokens[at - 1]?.key ?? "") && !isCapitalInside(tokens, at - 1)) at--;
  const linked = tokens.slice(at, cueFirst).some((token) => token.key === "is" || token.key === "was");
  const word = tokens[at - 1];
  if (!linked || !isCapital(word) || STOP.has(word?.key ?? "")) return undefined;
  const two = isCapital(tokens[at - 2]) && !STOP.has(tokens[at - 2]?.key ?? "");
  return { first: two ? at - 2 : at - 1, end: at };
}

/** One to three words from `at` that read as a name or an answer. */
function nameLike(tokens: readonly Token[], at: number): Range | undefined {
  let end = at;
  while (end - at < 3 && tokens[end]?.kind === "word" && !STOP.has(tokens[end]?.key ?? "")) {
    if (end > at && isCapital(tokens[at]) && !isCapital(tokens[end])) break;
    end++;
    if (!isCapital(tokens[at]) && end > at) break;
  }
  return end > at ? { first: at, end } : undefined;
}

/** A word with a digit or a sign in it, or one in quotes, behind "password is". */
function secretAfter({ tokens, text, lexis }: Reading, from: number): Range | undefined {
  let at = from;
  while (at < from + 4 && (LINK.has(tokens[at]?.key ?? "") || (lexis.connectors.has(tokens[at]?.key ?? "") && tokens[at]?.kind === "word"))) at++;
  const first = tokens[at];
  if (!first || endsSentence(tokens, at - 1)) return undefined;
  let end = at;
  while (end - at < 24 && tokens[end] && (end === at || tokens[end]?.start === tokens[end - 1]?.end)) end++;
  while (end > at && /^[.,;!?)'"]$/.test(tokens[end - 1]?.raw ?? "") && end - at > 1) end--;
  const written = text.slice(first.start, tokens[end - 1]?.end ?? first.start);
  const mixed = /\d/.test(written) || /[^\p{L}\p{N}.,'-]/u.test(written) || /\p{Ll}\p{Lu}/u.test(written);
  return mixed && /[\p{L}\p{N}]/u.test(written) && written.length >= 4 ? { first: at, end } : undefined;
}

/** The message without "it is", "I think", when little is left. */
function wholeAnswer({ tokens, lexis }: Reading): Range | undefined {
  let first = 0;
  while (first < tokens.length && (tokens[first]?.kind === "mark" || (lexis.connectors.has(tokens[first]?.key ?? "") && !LEADS.has(tokens[first]?.key ?? "")))) first++;
  let end = first;
  while (end < tokens.length && end - first < 24 && tokens[end] && !(tokens[end]?.kind === "mark" && /^[.,!?;]$/.test(tokens[end]?.raw ?? "") && (tokens[end + 1]?.start ?? Infinity) > (tokens[end]?.end ?? 0))) end++;
  const words = tokens.slice(first, end).filter((token) => token.kind === "word" && !lexis.connectors.has(token.key));
  return words.length >= 1 && end - first <= 4 ? { first, end } : undefined;
}

const LEADS = new Set<string>();

/** An answer, and not "I don't know" or another question. */
function isAnswer({ tokens }: Reading, { first, end }: Range): boolean {
  return !tokens.slice(first, end).some((token) => STOP.has(token.key) || NO_ANSWER.has(token.key) || token.raw === "?");
}

const NO_ANSWER = new Set(
  "dont know remember forgot forget cant cannot sure thanks thank ok okay hello hi idea unsure why wait hold moment never mind none nothing sorry help yes no nope yep bye skip what".split(" "),
);

function isCapital(token: Token | undefined): boolean {
  return token?.kind === "word" && /^\p{Lu}/u.test(token.raw);
}

function isCapitalInside(tokens: readonly Token[], at: number): boolean {
  return at > 0 && isCapital(tokens[at]);
}
