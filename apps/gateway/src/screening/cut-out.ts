import { createInlineDetector, createScreen, isSure, type Finding } from "@aside/detection/inline";
import { CHAT_RULES, isChatType, type ChatRules } from "@aside/policy";
import { MAX_TEXT, type Cut } from "@aside/protocol";
import type { ChatDetectors } from "../tenants/detection-settings.ts";
import { wholeText } from "./whole-text.ts";

/** A text without what may not be in the chat. Of what was cut nothing is in here but kind, length and place. */
export interface CutOut {
  readonly text: string;
  /** Where the placeholders stand in `text`. */
  readonly cuts: readonly Cut[];
  readonly found: readonly Found[];
  /** Whether the rules let its customer say that all of it is something else. */
  readonly mayPass: boolean;
}

/** What was found: kind and length, and where it was cut why, by the placeholder's place. */
export interface Found {
  readonly type: string;
  readonly length: number;
  readonly why?: {
    readonly start: number;
    readonly rule: string;
    readonly confidence: number;
    readonly evidence: readonly string[];
  };
}

/** Cuts out what the rules do not leave in the chat, each span's place taken by words that say what was there. */
export function cutOut(text: string, findings: readonly Finding[], rules: ChatRules): CutOut {
  const spans = findings
    .filter(({ type }) => isCut(rules, type))
    .toSorted((a, b) => a.start - b.start);
  if (spans.length === 0) return { text, cuts: [], found: [], mayPass: true };
  const found: Found[] = [];
  const mayPass = spans.every((finding) => passes(rules, finding));
  const cuts: Cut[] = [];
  let clean = "";
  let last = 0;
  for (const { start, end, type, rule, confidence, evidence } of spans) {
    const one = { type, length: end - start };
    if (start < last) {
      found.push(one);
      last = Math.max(last, end);
      continue;
    }
    clean += text.slice(last, start);
    const placeholder = placeholderOf(type);
    found.push({ ...one, why: { start: clean.length, rule, confidence, evidence } });
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
    found: found
      .slice(0, MOST_CUTS)
      .map(({ why, ...one }, index) =>
        index === 0 && why !== undefined ? { ...one, why: { ...why, start: 0 } } : one,
      ),
    mayPass: false,
  };
}

/** The same for a short text that stands alone: a name, a page's title, a note. */
export function cleanText(text: string, { chat, detectors }: OpenChat): CutOut {
  const whole = wholeText(text);
  const { findings } = createScreen(() => detectors()).look("customer", whole);
  return cutOut(whole, findings, chat);
}

/** What a tenant wants of its open chat: what is found, and what of that is cut. */
export interface OpenChat {
  readonly chat: ChatRules;
  readonly detectors: ChatDetectors;
}

/** Of a tenant that is not known: what nobody changed. */
export const OPEN_CHAT: OpenChat = { chat: CHAT_RULES, detectors: createInlineDetector };

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
