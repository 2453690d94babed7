import { createInlineDetector, createScreen } from "@aside/detection/inline";
import type { ChatState } from "./chat-state.ts";
import type { Pending } from "./outbox.ts";
import type { Screening } from "./stray.ts";

/** What the gateway cuts out as long as it has not said so itself. */
const CUT_TYPES = ["CARD_NUMBER", "CVV", "EXPIRY", "IBAN", "SSN", "PASSWORD", "PIN"];

/**
 * Looks at a text as the gateway will: with the conversation before it.
 *
 * @param pending what was sent and is not in the conversation yet
 */
export function look(state: ChatState, pending: readonly Pending[], text: string): Screening {
  const screen = createScreen(() => createInlineDetector());
  const said = state.entries.flatMap((entry) => (entry.kind === "message" ? [entry] : []));
  for (const { key, seq, from, text: line, cuts } of said.slice(-MOST)) {
    const cut = cuts.map(({ type }) => type);
    screen.hear({ id: key, seq, speaker: from, text: line, cut });
  }
  for (const { id, text: line, state: delivery } of pending) {
    if (delivery === "queued" || delivery === "sending")
      screen.hear({ id, seq: 0, speaker: "customer", text: line });
  }
  const { findings, earlier, hold, begun } = screen.look("customer", text);
  const types = state.welcome?.cutTypes ?? CUT_TYPES;
  const isCut = ({ type }: { type: string }) => types.includes(type);
  const spans = findings.filter(isCut).map(({ start, end, type }) => ({ start, end, type }));
  const joined = earlier.filter((one) => one.findings.some(isCut)).map(({ message }) => message);
  const parts = [...joined, ...begun].filter(({ speaker }) => speaker === "customer");
  return { spans, piece: hold !== undefined, parts: [...new Set(parts.map(({ id }) => id))] };
}

/** More than a screen keeps of both speakers. */
const MOST = 80;
