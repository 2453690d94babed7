import type { ConversationDetector } from "../src/index.ts";
import { costOf, HOSTILE, hostileWords } from "./hostile.ts";
import { createRandom } from "./random.ts";

export interface Combination {
  unit: string;
  /** CPU of 100,000 characters of it. */
  ms: number;
}

/**
 * Looks for texts that cost much when they are repeated: two to four pieces of {@link HOSTILE} and of the words that mean something to a rule,
 * by evolution. The same seed tries the same first generation; what it goes on with depends on what was measured.
 *
 * @param create makes a detector that knows nothing yet
 * @param seconds of CPU time that it may take; the costliest are measured again after that
 * @returns the costliest, the worst first
 */
export function searchHostile(
  create: () => ConversationDetector,
  seconds: number,
  seed: number,
): Combination[] {
  const random = createRandom(seed);
  const pieces = piecesOf([...HOSTILE, ...hostileWords()]);
  const some = () => random.pick(pieces);
  const elite: Found[] = [];
  const known = new Set<string>();
  const attempt = (parts: readonly string[]) => {
    const unit = parts.join("");
    if (known.has(unit) || unit.length > MAX_UNIT) return;
    known.add(unit);
    let cost = costOf(create, unit, LENGTH, 1);
    if (cost < (elite[ELITE - 1]?.cost ?? 0)) return;
    cost = Math.min(cost, costOf(create, unit, LENGTH, 3));
    elite.push({ parts, unit, cost });
    elite.sort((one, other) => other.cost - one.cost);
    elite.length = Math.min(elite.length, ELITE);
  };

  const begun = process.cpuUsage();
  const spent = () => {
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1e6;
  };
  while (spent() < seconds) {
    const parent = elite[random.below(ELITE)];
    if (!parent || spent() < seconds / 4)
      attempt(Array.from({ length: 2 + random.below(2) }, some));
    else attempt(changed(parent.parts));
  }
  return elite
    .map(({ unit }) => ({ unit, ms: costOf(create, unit, 100_000, 3) }))
    .sort((one, other) => other.ms - one.ms);

  function changed(parts: readonly string[]): string[] {
    const at = random.below(parts.length);
    switch (random.below(parts.length < MAX_PIECES ? 4 : 3)) {
      case 0:
        return parts.with(at, some());
      case 1: {
        const other = elite[random.below(elite.length)]?.parts ?? parts;
        return parts.with(at, other[random.below(other.length)] ?? some());
      }
      case 2:
        return parts.length > 1 ? parts.toSpliced(at, 1) : [...parts, some()];
      default:
        return parts.toSpliced(at, 0, some());
    }
  }
}

interface Found {
  parts: readonly string[];
  unit: string;
  cost: number;
}

/** Read at once: what a long text costs is this for each of its windows. */
const LENGTH = 4096;
const ELITE = 24;
const MAX_PIECES = 4;
const MAX_UNIT = 60;

/** With a blank behind and without. */
function piecesOf(units: readonly string[]): [string, ...string[]] {
  return [" ", ...new Set(units.flatMap((unit) => [unit, unit.trimEnd()]))];
}
