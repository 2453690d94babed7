import type { DigitRun } from "../digits/digit-runs.ts";
import type { Finding } from "../finding.ts";
import type { Folded } from "../fold/fold.ts";
import { unfold } from "../fold/fold.ts";
import type { CardWindow } from "./find-cards.ts";
import { findCards } from "./find-cards.ts";

/** The card numbers of one message's digit runs, as findings in the original text. */
export function cardFindings(folded: Folded, runs: readonly DigitRun[]): Finding[] {
  const findings: Finding[] = [];
  for (const run of runs) {
    const cue = run.digits.length >= 12 && CARD_CUE.test(before(folded.text, run));
    for (const window of findCards(run, cue)) {
      const start = run.groups[window.first]?.start ?? 0;
      const end = run.groups[window.last]?.end ?? 0;
      const found = judge(folded.text, start, end, window, cue);
      if (found) findings.push({ ...found, ...unfold(folded, start, end) });
    }
  }
  return findings;
}

const CARD_CUE =
  /(?:card|credit|debit|visa|master|amex|maestro|discover|\bcc\b|\bpan\b|karte|tarjeta|carte|cart[aã]o)[^\n]{0,40}$/i;
const OTHER_CUE =
  /(?:order|track|parcel|shipment|invoice|imei|serial|ticket|booking|reference|ref|confirmation|bestell\w*|pedido|commande|encomenda)\s*(?:number|num|no|nr|id|code|#)?\s*[.:#]?\s*(?:is|was|=)?\s*[:#]?\s*$/i;
const LETTER = /\p{L}/u;
const WORD_BEFORE = /(?:^|[^\p{L}\p{N}])(\p{L}+)$/u;

/** Up to 60 units in front of a run. */
function before(text: string, run: DigitRun): string {
  const start = run.groups[0]?.start ?? 0;
  return text.slice(Math.max(0, start - 60), start);
}

function judge(
  text: string,
  start: number,
  end: number,
  window: CardWindow,
  cue: boolean,
): Pick<Finding, "type" | "confidence" | "evidence" | "rule"> | undefined {
  const lead = text.slice(Math.max(0, start - 40), start);
  if (!standsFree(lead, text.slice(end, end + 1), cue)) return undefined;
  const evidence = [`${window.issuer.name} issuer range and length`, "check digit is right"];
  let confidence = window.grouping === "printed" ? 0.95 : 0.9;
  if (cue) {
    evidence.push("a word for cards stands before it");
    confidence = 0.99;
  } else if (OTHER_CUE.test(lead)) {
    // Every tenth order number has a right check digit, and Maestro's range takes whatever begins with 6.
    if (window.issuer.name === "Maestro" || window.issuer.name === "UnionPay") return undefined;
    evidence.push("named an order or a reference");
    confidence = 0.6;
  }
  return { type: "CARD_NUMBER", confidence, evidence, rule: "card-number" };
}

/** Not the tail of a longer code such as a tracking number: letters may touch it only when they are a word of their own. */
function standsFree(lead: string, next: string, cue: boolean): boolean {
  const touched = LETTER.test(lead.at(-1) ?? "");
  if (!touched) return true;
  const word = WORD_BEFORE.exec(lead)?.[1] ?? "";
  return word.length > 1 && (cue || word.length > 2) && !/[a-z0-9]/i.test(next);
}
