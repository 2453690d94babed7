import {
  createInlineDetector,
  createScreen,
  digitsIn,
  type Earlier,
  type Finding,
  type Heard,
  type PieceType,
  type Screen,
} from "@aside/detection/inline";
import type { ChatRules } from "@aside/policy";
import type { Cut, Message } from "@aside/protocol";
import type { ConversationEvent, JournaledEvent } from "@aside/session";
import type { ChatDetectors } from "../tenants/detection-settings.ts";
import { cutOut, type CutOut, type Found, type OpenChat } from "./cut-out.ts";

export type Side = "customer" | "agent";

/** A message as it may go on. `texts`, `values`: what was written and found, to be sealed at once and kept by nobody. */
export interface Screened extends Omit<CutOut, "found"> {
  readonly found: StrayNote["found"];
  /** Earlier messages whose parts this one completed, as they are to stand. */
  readonly retracts: readonly { readonly seq: number; readonly message: Message }[];
  readonly texts: ReadonlyMap<string, string>;
  readonly values: ReadonlyMap<string, string>;
}

/** A conversation's screen and what makes its detectors: its tenant's, once a message of it was screened here. */
export interface Screening {
  readonly screen: Screen;
  detectors: ChatDetectors;
}

export function createScreening(): Screening {
  const screening: Screening = {
    screen: createScreen(() => screening.detectors()),
    detectors: createInlineDetector,
  };
  return screening;
}

/** Looks at a message with the conversation before it. Where something is cut, the screen forgets what it looked at. */
export function screenMessage(
  screening: Screening,
  side: Side,
  { id, text }: { readonly id: string; readonly text: string },
  { chat: rules, detectors }: OpenChat,
): Screened {
  const screen = screenBy(detectors, screening);
  const { findings, earlier } = screen.look(side, text);
  if (findings.length === 0 && earlier.length === 0) return asWritten(text);
  const own = cutOut(text, findings, rules);
  const parts = partsOf(earlier, rules);
  if (own.cuts.length === 0 && parts.length === 0) return asWritten(text);
  screen.forget();
  return {
    ...own,
    found: [...foundIn(parts), ...noted(own.found, id)],
    mayPass: own.mayPass && parts.every(({ cut }) => cut.mayPass),
    retracts: parts.map(retraction),
    texts: new Map([
      ...parts.map(({ message }) => [message.id, message.text] as const),
      [id, text],
    ]),
    values: valuesOf([
      ...parts.map(({ message, of }) => ({ text: message.text, of })),
      { text, of: findings },
    ]),
  };
}

/** Looks for what stands in a side's earlier messages of a number that a form is about to take. */
export function screenPieces(
  screening: Screening,
  side: Side,
  { type, named }: { readonly type: PieceType; readonly named: ReadonlySet<string> },
  { chat: rules, detectors }: OpenChat,
): Pick<Screened, "found" | "mayPass" | "retracts"> {
  const parts = partsOf(screenBy(detectors, screening).pieces(side, type, named), rules);
  return { found: foundIn(parts), mayPass: false, retracts: parts.map(retraction) };
}

/** The screen, anew where its tenant changed what is looked for. */
function screenBy(detectors: ChatDetectors, screening: Screening): Screen {
  if (screening.detectors !== detectors) {
    screening.detectors = detectors;
    screening.screen.forget();
  }
  return screening.screen;
}

/** An earlier message, and what is cut out of it. */
interface Part {
  readonly message: Heard;
  readonly of: readonly Finding[];
  readonly cut: CutOut;
}

function partsOf(earlier: readonly Earlier[], rules: ChatRules): readonly Part[] {
  return earlier
    .map(({ message, findings: of }) => ({ message, of, cut: cutOut(message.text, of, rules) }))
    .filter(({ cut }) => cut.cuts.length > 0);
}

function foundIn(parts: readonly Part[]): StrayNote["found"] {
  return parts.flatMap(({ message, cut }) => noted(cut.found, message.id));
}

function retraction({ message, cut }: Part): Screened["retracts"][number] {
  return {
    seq: message.seq,
    message: { id: message.id, text: cut.text, cuts: [...cut.cuts] },
  };
}

/** A message of which nothing is cut, here or earlier. */
function asWritten(text: string): Screened {
  return {
    text,
    cuts: [],
    found: [],
    mayPass: true,
    retracts: [],
    texts: NOTHING,
    values: NOTHING,
  };
}

const NOTHING: ReadonlyMap<string, string> = new Map();

/** As the journal notes it: the reasons with the message whose placeholder they belong to. */
function noted(found: readonly Found[], message: string): StrayNote["found"] {
  return found.map(({ why, ...one }) =>
    why === undefined ? one : { ...one, why: { ...why, message, evidence: [...why.evidence] } },
  );
}

/** By type, as a form's field would take it; only kinds that a form has a field for, and only where there is one of them. */
function valuesOf(
  spoken: readonly { readonly text: string; readonly of: Parameters<typeof cutOut>[1] }[],
): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const type of ["CARD_NUMBER", "IBAN"]) {
    const spans = spoken.flatMap(({ text, of }) =>
      of
        .filter((finding) => finding.type === type)
        .map(({ start, end, rule }) => ({
          piece: text.slice(start, end),
          split: rule === "split",
        })),
    );
    // Two whole numbers: which of them is meant is for the form to ask.
    if (spans.length === 0 || (spans.length > 1 && !spans.every(({ split }) => split))) continue;
    const whole = spans.map(({ piece }) => piece).join(" ");
    const value = type === "IBAN" ? whole.replace(/[\s-]/g, "").toUpperCase() : digitsIn(whole);
    // A piece of a number is nothing that a form could take.
    if (value.length >= (type === "IBAN" ? 15 : 12)) values.set(type, value);
  }
  return values;
}

/** Keeps a screen in step with the journal. */
export function hearEvent(screen: Screen, event: JournaledEvent): void {
  // Let through, it may still be a part of a number whose other parts come later.
  if (event.type === "customer.stray-released")
    for (const { id, text, cuts } of event.messages) screen.amend(id, text, typesOf(cuts));
  if (event.type === "customer.retracted") amendAll(screen, event.retracts);
  if (event.type !== "customer.message" && event.type !== "agent.message") return;
  amendAll(screen, event.retracts ?? []);
  const speaker: Side = event.type === "customer.message" ? "customer" : "agent";
  const { id, text, cuts } = event.message;
  screen.hear({ id, seq: event.seq, speaker, text, cut: typesOf(cuts) });
}

function amendAll(screen: Screen, retracts: Screened["retracts"]): void {
  for (const { message } of retracts) screen.amend(message.id, message.text, typesOf(message.cuts));
}

function typesOf(cuts: readonly Cut[]): string[] | undefined {
  return cuts.length === 0 ? undefined : cuts.map(({ type }) => type);
}

/** What the journal notes of what was found. */
export function strayNote(
  { found, mayPass }: Pick<Screened, "found" | "mayPass">,
  more: { readonly until: number | null; readonly agent: string | null; readonly passed?: true },
): StrayNote {
  return { ...more, mayPass, found };
}

type StrayNote = NonNullable<Extract<ConversationEvent, { type: "customer.message" }>["stray"]>;
