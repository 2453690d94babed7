import type { Context } from "../rules/context.ts";
import type { Proposal } from "../rules/proposal.ts";
import type { Reading } from "../text/reading.ts";
import { endsSentence } from "../text/reading.ts";
import { judge } from "./judge-name.ts";
import { leads, TRAILS } from "./leads.ts";
import { contentOf, namesThing } from "./name-surroundings.ts";
import { sequenceEnd } from "./name-sequence.ts";
import { nameWords } from "./name-words.ts";

/**
 * Persons' names: words that look like names (lexicons, capitals, unknown words) weighed against what stands in front
 * of them ("my name is"), what was asked, and how much else is in the message.
 */
export function nameProposals(reading: Reading, context: Context): Proposal[] {
  const words = nameWords(reading);
  const proposals: Proposal[] = [];
  const asked = context.asked.find(
    (one) => one.type === "PERSON" && one.age === 0 && !one.overtaken,
  );
  const content = contentOf(reading, words);
  let lead = 0;
  let leadEnd = -1;
  for (let at = 0; at < words.length;) {
    if (!words[at]) {
      if (at >= leadEnd && !isLink(reading, at)) lead = 0;
      at++;
      continue;
    }
    const found = leads.longestAt(reading.tokens, at);
    // "hi", "will": a lead wins over a name unless its capital or place says otherwise.
    if (found && !(words[at]?.capital === "inside" && (words[at]?.score ?? 0) > 2)) {
      lead = found.value === 3 && namesThing(reading, at, found.end) ? 0 : found.value;
      leadEnd = skipLinks(reading, found.end);
      at = found.end;
      continue;
    }
    const end = sequenceEnd(reading, words, at, lead === 3 && at === leadEnd);
    if (end === at) {
      if (at >= leadEnd && !isLink(reading, at)) lead = 0;
      at++;
      continue;
    }
    const boost = at <= leadEnd || at === leadEnd ? lead : 0;
    const proposal = judge(reading, words, at, end, {
      lead: boost,
      trail: TRAILS.has(reading.tokens[end]?.key ?? ""),
      asked: asked !== undefined && content.others <= 6,
      alone: content.first === at && content.short,
      oneSided: context.oneSided,
    });
    if (proposal) proposals.push(proposal);
    lead = 0;
    at = end;
  }
  return proposals;
}

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
