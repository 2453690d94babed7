import * as MEANS from "../language/means.ts";
import type { Reading } from "../text/reading.ts";
import type { Asked, Context } from "./context.ts";
import type { Proposal } from "./proposal.ts";

/** A booking code or an account number that was asked for and is told letter by letter: "k seven romeo two", "r for romeo five nine k". */
export function spelledCodeProposals(
  reading: Reading,
  { asked }: Context,
  proposals: Proposal[],
): void {
  const one = asked.find(isCode);
  if (!one || asked.some(({ type, age }) => type === "POSTCODE" && age === 0)) return;
  const { tokens, lexis } = reading;
  const letters = tokens.filter(
    ({ kind, key }) => kind === "word" && (key.length === 1 || SPELLING.has(key)),
  );
  const only = tokens.every(
    (token) =>
      token.kind !== "word" ||
      letters.includes(token) ||
      lexis.means(token, MEANS.digits | MEANS.repeat | MEANS.connector),
  );
  const code = letters.length > 0 && only ? spelledOut(reading) : undefined;
  if (code && code.pieces >= FEWEST)
    proposals.push({
      type: one.type,
      start: code.start,
      end: code.end,
      confidence: 0.86,
      evidence: ["the other side asked for it, letter by letter"],
      rule: "code-spelled",
    });
}

const FEWEST = 4;

function isCode({ type, age, overtaken }: Asked): boolean {
  return age === 0 && !overtaken && (type === "ORDER_ID" || type === "ACCOUNT_ID");
}

/** An answer of single letters, digits and spelling words and little else: "d n 9 5 4 e q", "delta november nine". */
export function spelledOut({
  tokens,
  lexis,
}: Reading): { start: number; end: number; pieces: number } | undefined {
  let first = -1;
  let last = -1;
  let pieces = 0;
  let digits = 0;
  let others = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.kind === "mark") continue;
    const digit =
      token.kind === "digits" ? token.raw.length <= 4 : lexis.means(token, MEANS.digits);
    const letter =
      token.kind === "word" &&
      (token.key.length === 1 ||
        SPELLING.has(token.key) ||
        (token.key.length <= 3 && !lexis.means(token, MEANS.connector)));
    if (digit || letter) {
      if (first < 0) first = at;
      last = at;
      pieces++;
      if (digit) digits++;
    } else if (!lexis.means(token, MEANS.connector)) others++;
  }
  if (first < 0 || pieces < 3 || pieces > 14 || digits === 0 || others > 1) return undefined;
  // "I would also like a 3": more words than letters among them.
  if (last + 1 - first > 2 * pieces) return undefined;
  return { start: tokens[first]?.start ?? 0, end: tokens[last]?.end ?? 0, pieces };
}

/** Words that stand for letters when something is spelled. */
export const SPELLING: ReadonlySet<string> = new Set(
  "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu for as in apple dog boy cat queen zebra george peter robert sugar tommy".split(
    " ",
  ),
);
