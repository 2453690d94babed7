import { hash } from "node:crypto";
import { defaultOf, replaceConversation, type Defaults } from "@aside/anonymizer";
import type { UtilityReport } from "@aside/protocol";
import { factOf } from "../risk/generalise.ts";
import type { Quasi } from "../risk/quasi-identifiers.ts";
import type { Residual } from "../risk/residuals.ts";
import type { About, Span, Transcript } from "../transcript.ts";
import { languageOf } from "../utility/language.ts";
import { createUtility, measure } from "../utility/utility.ts";
import type { Facts } from "./marks-schema.ts";

/** What was found in a conversation: a list a turn. */
export interface Found {
  readonly spans: readonly (readonly Span[])[];
  readonly quasi: readonly (readonly Quasi[])[];
  readonly residuals: readonly (readonly Residual[])[];
}

/** What an export counts of a conversation, without a word of it. */
export function factsOf(transcript: Transcript & About, found: Found, defaults: Defaults): Facts {
  const { turns, agents, outcomes } = transcript;
  const { spans, quasi, residuals } = found;
  return {
    agents: [...agents],
    outcomes: [...outcomes],
    language: languageOf(turns.map(({ text }) => text)),
    messages: turns.length,
    length: turns.reduce((sum, { text }) => sum + text.length, 0),
    replaced: counted(spans.flat().map(({ type }) => type)),
    classes: [classOf(transcript, quasi, 0), classOf(transcript, quasi, 1)],
    quasi: counted(quasi.flat().map(({ type }) => type)),
    residuals: counted(residuals.flat().map(({ kind }) => kind)),
    utility: utilityOf(turns, spans, defaults),
  };
}

/** What the defaults cost: the same for every export in that mode, as long as nothing is made coarser. */
function utilityOf(
  turns: Transcript["turns"],
  spans: readonly (readonly Span[])[],
  defaults: Defaults,
): UtilityReport {
  const marked = turns.map(({ text }, index) => ({ text, spans: spans[index] ?? [] }));
  const replace = (_value: string, type: string) => defaultOf(defaults, type);
  // What the defaults spelled by accident is marked by now.
  const replaced = replaceConversation(marked, replace, { mended: true });
  const utility = createUtility();
  measure(utility, marked, replaced);
  return utility.report();
}

/**
 * All that is known of the person, together with the week or the month in which it was said, as a digest: equal ones are
 * counted, nobody reads them. Of 96 bits, in base64url.
 */
function classOf(
  { turns, startedAt }: Transcript,
  quasi: readonly (readonly Quasi[])[],
  level: 0 | 1,
): string {
  const facts = new Set(
    quasi.flatMap((list, turn) =>
      list.map(({ start, end, type }) =>
        factOf(turns[turn]?.text.slice(start, end) ?? "", type, level),
      ),
    ),
  );
  if (facts.size === 0) return "";
  const day = new Date(startedAt);
  const time =
    level === 0
      ? `week=${Math.floor(startedAt / (7 * 86_400_000))}`
      : `month=${day.toISOString().slice(0, 7)}`;
  return hash("sha256", [...facts, time].toSorted().join("|"), "base64url").slice(0, 16);
}

/** How often each of these stands in a list. */
function counted(list: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of list) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
}
