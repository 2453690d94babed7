import { createInlineDetector, createScreen, isSure, type Finding } from "@aside/detection/inline";
import { isChatType, type ChatRules } from "@aside/policy";
import { MAX_TEXT, type Cut } from "@aside/protocol";

/** A text without what may not be in the chat. Of what was cut nothing is in here but kind, length and place. */
export interface CutOut {
  readonly text: string;
  /** Where the placeholders stand in `text`. */
  readonly cuts: readonly Cut[];
  readonly found: readonly { readonly type: string; readonly length: number }[];
  /** Whether the rules let its customer say that all of it is something else. */
  readonly mayPass: boolean;
}

/** Cuts out what the rules do not leave in the chat, each span's place taken by words that say what was there. */
export function cutOut(text: string, findings: readonly Finding[], rules: ChatRules): CutOut {
  const spans = findings
    .filter(({ type }) => isCut(rules, type))
    .toSorted((a, b) => a.start - b.start);
  if (spans.length === 0) return { text, cuts: [], found: [], mayPass: true };
  const found = spans.map(({ type, start, end }) => ({ type, length: end - start }));
  const mayPass = spans.every((finding) => passes(rules, finding));
  const cuts: Cut[] = [];
  let clean = "";
  let last = 0;
  for (const { start, end, type } of spans) {
    if (start < last) continue;
    clean += text.slice(last, start);
    const placeholder = placeholderOf(type);
    cuts.push({ start: clean.length, end: clean.length + placeholder.length, type });
    clean += placeholder;
    last = end;
  }
  clean += text.slice(last);
  if (cuts.length <= MOST_CUTS && clean.length <= MAX_TEXT * 2)
    return { text: clean, cuts, found, mayPass };
  const type = spans[0]?.type ?? "CARD_NUMBER";
  const whole = placeholderOf(type);
  return {
    text: whole,
    cuts: [{ start: 0, end: whole.length, type }],
    found: found.slice(0, MOST_CUTS),
    mayPass: false,
  };
}

/** The same for a short text that stands alone: a name, a page's title, a note. */
export function cleanText(text: string, rules: ChatRules): CutOut {
  const { findings } = createScreen(() => createInlineDetector()).look("customer", text);
  return cutOut(text, findings, rules);
}

/** What a message can hold of cuts; one that would need more is cut as a whole. */
const MOST_CUTS = 50;

/** `[card number removed]`. Faces show their own words in its place. */
export function placeholderOf(type: string): string {
  return `[${WORDS[type] ?? type.toLowerCase().replaceAll("_", " ")} removed]`;
}

const WORDS: Readonly<Record<string, string>> = {
  CVV: "security code",
  EXPIRY: "expiry date",
  IBAN: "IBAN",
  SSN: "social security number",
  PASSPORT: "passport number",
  DRIVER_LICENSE: "driving licence number",
  PIN: "PIN",
};

export function isCut(rules: ChatRules, type: string): boolean {
  return isChatType(type) && rules[type].live === "cut";
}

function passes(rules: ChatRules, finding: Finding): boolean {
  const { pass } = rules[finding.type];
  return pass === "always" || (pass === "unless_sure" && !isSure(finding));
}
