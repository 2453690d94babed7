import { WORD } from "../lexicon/lexicon.ts";
import type { Context } from "../rules/context.ts";
import type { Proposal } from "../rules/proposal.ts";
import type { Reading } from "../text/reading.ts";
import { endsSentence } from "../text/reading.ts";
import type { Surroundings } from "./judge-name.ts";
import { judge } from "./judge-name.ts";
import { leads, TRAILS } from "./leads.ts";
import { contentOf, isThing, namesThing } from "./name-surroundings.ts";
import { sequenceEnd, surnameEnd } from "./name-sequence.ts";
import { nameWords } from "./name-words.ts";
import { spelledNames } from "./spelled-name.ts";

/** Words that may be one name: tokens `[first, end)`. */
interface Candidate {
  first: number;
  end: number;
  around: Surroundings;
  proposal: Proposal | undefined;
}

/**
 * Persons' names: words that look like names (lexicons, capitals, unknown words) weighed against what stands in front
 * of them ("my name is"), what was asked, and how much else is in the message.
 */
export function nameProposals(reading: Reading, context: Context): Proposal[] {
  const words = nameWords(reading);
  const candidates: Candidate[] = [];
  const asked = context.asked.some(
    (one) => one.type === "PERSON" && one.age === 0 && !one.overtaken,
  );
  const content = contentOf(reading, words);
  const single = asked && reading.tokens.every(({ kind }, at) => at === 0 || kind === "mark");
  const whole = (first: number, end: number, around: Surroundings) =>
    judge(reading, words, first, end, around);
  let lead = 0;
  let leadEnd = -1;
  // "my name is ty", which thanks too.
  const isNamed = (at: number) =>
    lead === 3 && at <= leadEnd && ((words[at]?.bits ?? 0) & WORD.first) !== 0;
  for (let at = 0; at < words.length;) {
    if (!words[at]) {
      if (at >= leadEnd && !isLink(reading, at)) lead = 0;
      at++;
      continue;
    }
    const found = leads.longestAt(reading.tokens, at);
    // "hi", "will": a lead wins over a name unless its capital or place says otherwise.
    if (
      found &&
      !(words[at]?.capital === "inside" && (words[at]?.score ?? 0) > 2) &&
      !isNamed(at)
    ) {
      lead = leadOf(reading, at, found);
      leadEnd = skipLinks(reading, found.end);
      at = found.end;
      continue;
    }
    const answers = asked && content.first === at && content.short;
    // "Hope", to a question for a name: a first name that is a word too, and nothing else.
    const only = single && ((words[at]?.bits ?? 0) & WORD.first) !== 0;
    const end = only
      ? at + 1
      : sequenceEnd(reading, words, at, {
          led: answers || (lead === 3 && at === leadEnd),
          introduced: answers || (lead > 0 && at <= leadEnd),
        });
    if (end === at) {
      if (at >= leadEnd && !isLink(reading, at)) lead = 0;
      at++;
      continue;
    }
    const around = {
      lead: at <= leadEnd ? lead : 0,
      trail: isTrailed(reading, end),
      asked: asked && content.others <= 6,
      alone: content.first === at && content.short,
      only,
      oneSided: context.oneSided,
      listed: false,
    };
    if (around.lead === OF_A_THING) {
      lead = 0;
      at = end;
      continue;
    }
    const surname = surnameEnd(reading, words, end, around.lead > 0);
    const full = surname > end ? whole(at, surname, around) : undefined;
    const stop = full ? surname : end;
    const proposal = full ?? whole(at, end, around);
    candidates.push({ first: at, end: stop, around, proposal });
    lead = 0;
    at = stop;
  }
  readLists(reading, candidates, whole);
  const proposals = candidates.flatMap(({ proposal }) => proposal ?? []);
  return [...proposals, ...spelledNames(reading, asked)];
}

/** "Rose speaking", "Rose, calling about". */
function isTrailed({ tokens }: Reading, end: number): boolean {
  return TRAILS.has(tokens[tokens[end]?.raw === "," ? end + 1 : end]?.key ?? "");
}

/** "Eklund, Michael and Hodge": what stands in a row with a name is one, if it can be. */
function readLists(
  { tokens }: Reading,
  candidates: readonly Candidate[],
  whole: (first: number, end: number, around: Surroundings) => Proposal | undefined,
): void {
  const isRow = (from: number, to: number) => {
    if (to <= from || to - from > 2) return false;
    for (let at = from; at < to; at++) if (!ROW.has(tokens[at]?.key ?? "")) return false;
    return true;
  };
  const follow = (one: Candidate | undefined, other: Candidate | undefined) => {
    if (!one?.proposal || !other || other.proposal) return;
    const [left, right] = one.first < other.first ? [one, other] : [other, one];
    if (!isRow(left.end, right.first)) return;
    other.proposal = whole(other.first, other.end, { ...other.around, listed: true });
  };
  for (let at = 1; at < candidates.length; at++) follow(candidates[at - 1], candidates[at]);
  for (let at = candidates.length - 1; at > 0; at--) follow(candidates[at], candidates[at - 1]);
}

const ROW = new Set([",", "and", "&", "or", "to"]);

/** What a phrase leads to: "called", "name is" to a name or that of a thing, "to" behind an amount to who gets it. */
function leadOf(reading: Reading, first: number, { value, end }: { value: number; end: number }) {
  if (value === 1) return reading.tokens[first]?.key === "to" && isPaid(reading, first) ? 2 : 1;
  if (value < 3 || !namesThing(reading, first, end)) return value;
  return isThing(reading.tokens[first - 1]) ? OF_A_THING : 0;
}

/** "transfer 700£ to", "send 4900 euros to". */
function isPaid({ tokens }: Reading, to: number): boolean {
  let amount = false;
  for (let at = to - 1; at >= 0 && at >= to - 6; at--) {
    amount ||= tokens[at]?.kind === "digits";
    if (amount && PAYS.has(tokens[at]?.key ?? "")) return true;
  }
  return false;
}

const PAYS = new Set(["transfer", "transferred", "send", "sent", "pay", "paid", "wire", "give"]);

const OF_A_THING = -1;

const LINKS = new Set([
  ":",
  "is",
  "=",
  "-",
  '"',
  "'",
  "as",
  "the",
  "mr",
  "mrs",
  "ms",
  "dr",
  ".",
  "my",
  "friend",
]);

function isLink({ tokens }: Reading, at: number): boolean {
  return LINKS.has(tokens[at]?.key ?? "");
}

function skipLinks(reading: Reading, from: number): number {
  let at = from;
  while (
    at < from + 3 &&
    isLink(reading, at) &&
    !(endsSentence(reading, at) && reading.tokens[at]?.raw !== ".")
  )
    at++;
  return at;
}
