import { hasEnded, type Capture } from "../core/chat-state.ts";
import { money } from "../core/money.ts";
import type { Words } from "../locale/words.ts";

/** `Anna asked for your card to pay €42.00` */
export function askedText(capture: Capture, words: Words, locale: string): string {
  const what = words.asks[capture.template] ?? `“${capture.title}”`;
  const by = capture.requestedBy;
  if (by.kind === "customer") return words.youAsked({ what });
  const who = by.kind === "agent" ? by.name : words.agent;
  return words.asked({ who, what, amount: capture.amount ? money(capture.amount, locale) : null });
}

/** One line of what came of it; null while it is on. */
export function resultText(
  capture: Capture,
  { display, paid }: { display: string | null; paid?: true },
  words: Words,
): string | null {
  if (!hasEnded(capture)) return null;
  const by = capture.requestedBy;
  switch (capture.status) {
    case "completed":
      return words.results[paid ? "paid" : "completed"](
        display ?? words.nouns[capture.template] ?? capture.title,
      );
    case "cancelled":
      return words.results.cancelled(by.kind === "agent" ? by.name : null);
    case "failed":
      return capture.reason ? words.failures[capture.reason] : words.results.failed;
    case "declined":
      return words.results.declined;
    default:
      return words.results.expired;
  }
}

/** Who is on hold meanwhile, where that is one person. */
export function heldName(capture: Capture, agentName: string | null): string | null {
  return agentName ?? (capture.requestedBy.kind === "agent" ? capture.requestedBy.name : null);
}
