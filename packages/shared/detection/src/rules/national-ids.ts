import { br } from "../national-ids/br.ts";
import { de } from "../national-ids/de.ts";
import { es } from "../national-ids/es.ts";
import { fr } from "../national-ids/fr.ts";
import { gb } from "../national-ids/gb.ts";
import { pt } from "../national-ids/pt.ts";
import type { Reading } from "../text/reading.ts";
import type { Context } from "./context.ts";
import { isAsked } from "./context.ts";
import { cueBefore } from "./find-cue.ts";
import type { Proposal } from "./proposal.ts";

const IDS = [...gb, ...es, ...fr, ...de, ...pt, ...br];

/** Personal and tax numbers of Great Britain, Spain, France, Germany, Portugal and Brazil by form and check. */
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
    if (digits.length < FEWEST && !(named = isNamed(reading, context, first))) continue;
    const begin = Math.max(0, start - MARGIN);
    const spare = groups.length > 1 ? SPARE : 0;
    const window = text.slice(begin, (groups.at(-1)?.end ?? 0) + MARGIN);
    for (const {
      evidence,
      pattern,
      passes,
      onlyNamed,
      digits: [least, most],
    } of IDS) {
      if (
        digits.length < least ||
        digits.length > most + spare ||
        (onlyNamed && !(named ??= isNamed(reading, context, first)))
      )
        continue;
      for (const { index, 0: written } of window.matchAll(pattern)) {
        if (index === 0 && begin > 0) continue;
        if (!passes(written.replace(NEITHER, "").toUpperCase())) continue;
        const end = begin + index + written.length;
        named ??= isNamed(reading, context, first);
        proposals.push({
          type: "SSN",
          start: begin + index,
          end,
          confidence: named ? 0.97 : 0.88,
          evidence: named ? [evidence, "named or asked for"] : [evidence],
          rule: "national-id",
        });
        from = end;
      }
    }
  }
}

/** Units beside a run that an id can reach over. */
const MARGIN = 12;
const FEWEST = 6;
const MOST = 40;
/** Digits of something else in the same run. */
const SPARE = 20;
const NEITHER = /[^A-Za-z0-9]/g;

function isNamed(reading: Reading, context: Context, first: number): boolean {
  if (isAsked(context, "SSN")) return true;
  for (let at = first; at > first - 3 && at >= 0; at--)
    if (cueBefore(reading, at)?.type === "SSN") return true;
  return false;
}
