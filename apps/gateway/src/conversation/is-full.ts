import type { GatewaySettings } from "../settings.ts";
import type { Conversation } from "./conversation.ts";

/**
 * Whether a conversation takes nothing more of its customer's. Counted in what agents were told, so that their console can count along and
 * the count says nothing of a capture; what they were not told is bounded by as much again.
 */
export function isFull(
  { told, seq }: Pick<Conversation, "told" | "seq">,
  { conversationEvents }: Pick<GatewaySettings, "conversationEvents">,
): boolean {
  return told.length >= conversationEvents || seq >= 2 * conversationEvents;
}
