import { br } from "../national-ids/br.ts";
import { de } from "../national-ids/de.ts";
import { es } from "../national-ids/es.ts";
import { fr } from "../national-ids/fr.ts";
import { gb } from "../national-ids/gb.ts";
import { india } from "../national-ids/in.ts";
import type { NationalId } from "../national-ids/national-id.ts";
import { pt } from "../national-ids/pt.ts";
import { eachMatch } from "../text/each-match.ts";
import type { Reading } from "../text/reading.ts";
import type { Context } from "./context.ts";
import { isAsked } from "./context.ts";
import { cueBefore } from "./find-cue.ts";
import type { Proposal } from "./proposal.ts";

const IDS = [...gb, ...es, ...fr, ...de, ...pt, ...br, ...india];
/** Units beside a run that an id can reach over. */
const MARGIN = 12;
const MOST = 40;
/** Digits of something else in the same run. */
const SPARE = 20;
/** The ids that a run of so many digits may hold, with others beside them and without. */
const APART = idsOf(SPARE);
const ALONE = idsOf(0);

function idsOf(spare: number): (readonly NationalId[])[] {
  return Array.from({ length: MOST + 1 }, (_, count) =>
    IDS.filter(({ digits: [least, most] }) => count >= least && count <= most + spare),
  );
}

/** Personal and tax numbers of Great Britain, Spain, France, Germany, Portugal, Brazil and India by form and check. */
export function nationalIdProposals(
  reading: Reading,
  context: Context,
  proposals: Proposal[],
): void {
  const { text, runs } = reading;
  let from = 0;
  for (const { digits, groups } of runs) {
    const start = groups[0]?.start ?? 0;
    if (digits.length < 2 || digits.length > MOST || start < from) continue;
    let named: boolean | undefined;
    const first = groups[0]?.firstToken ?? 0;
    const ids = (groups.length > 1 ? APART : ALONE)[digits.length] ?? [];
    if (ids.length === 0) continue;
    if (ids.every((id) => id.onlyNamed) && !(named = isNamed(reading, context, first))) continue;
    const end = groups.at(-1)?.end ?? 0;
    if (digits.length >= SHORTEST_CARD && isCard(proposals, start, end)) continue;
    const begin = Math.max(0, start - MARGIN);
    const window = text.slice(begin, end + MARGIN);
    for (const { type = "SSN", evidence, pattern, passes, onlyNamed } of ids) {
      if (onlyNamed && !(named ??= isNamed(reading, context, first))) continue;
      eachMatch(pattern, window, (written, index) => {
        if (index === 0 && begin > 0) return;
        if (!passes(written.replace(NEITHER, "").toUpperCase())) return;
        const behind = begin + index + written.length;
        named ??= isNamed(reading, context, first);
        // A licence's own groups look like a postcode.
        const sure = named || type !== "SSN";
        proposals.push({
          type,
          start: begin + index,
          end: behind,
          confidence: sure ? 0.97 : 0.88,
          evidence: named ? [evidence, "named or asked for"] : [evidence],
          rule: "national-id",
        });
        from = behind;
      });
    }
  }
}

/** A number that passes every check of a card: no id is inside it. */
function isCard(proposals: readonly Proposal[], start: number, end: number): boolean {
  return proposals.some(
    (one) => one.rule === "card-number" && one.start <= start && one.end >= end,
  );
}

const SHORTEST_CARD = 12;
const NEITHER = /[^A-Za-z0-9]/g;

function isNamed(reading: Reading, context: Context, first: number): boolean {
  if (isAsked(context, "SSN")) return true;
  if (!reading.names("SSN")) return false;
  for (let at = first; at > first - 3 && at >= 0; at--)
    if (cueBefore(reading, at)?.type === "SSN") return true;
  return false;
}
