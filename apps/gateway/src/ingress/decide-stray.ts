import type { ToWidgetReply } from "@aside/protocol";
import { admit, type ConversationEvent } from "@aside/session";
import type { Conversation } from "../conversation/conversation.ts";
import type { Decision } from "../conversation/conversations.ts";
import type { Gateway } from "../gateway.ts";
import type { CustomerVoice } from "./from-widget.ts";
import { forgetLastMatch } from "./held-id.ts";
import { refusalOf } from "./refusals.ts";

/** "It is something else": the collector opens what was sealed, and the messages stand as they were written. */
export async function releaseStray(
  gateway: Gateway,
  { tenant, conversation }: CustomerVoice,
  id: string,
): Promise<ToWidgetReply> {
  const key = { tenant: tenant.id, conversation };
  const asked = await gateway.conversations.change<ToWidgetReply | null>(key, (known) => {
    const stray = known.snapshot.context.strays.find((one) => one.id === id);
    if (stray === undefined) return { refuse: "not_found" };
    if (!stray.mayPass) return { refuse: "policy_denied" };
    return { answer: null };
  });
  if (!asked.ok) return refusalOf(asked.code);
  const sealed = await gateway.quarantine.find(key, id);
  if (sealed === null) return refusalOf("not_found");
  const released = await gateway.collector.release({ ...key, stray: sealed });
  if (released.status === "unreachable") return refusalOf("unavailable");
  if (released.status === "gone") return refusalOf("not_found");
  const messages = [...released.texts].map(([message, text]) => ({ id: message, text, cuts: [] }));
  const changed = await gateway.conversations.change<ToWidgetReply>(key, (known) => {
    // Piece by piece "something else" is no way for a number to get through.
    const joined = known.screening.screen.joinedWith(released.texts);
    return [...joined].some((message) => !released.texts.has(message))
      ? { refuse: "policy_denied" }
      : decided(known, { type: "customer.stray-released", id, messages });
  });
  forgetLastMatch();
  return changed.ok ? changed.value : refusalOf(changed.code);
}

/** "Do not send it": gone at once. */
export function discardStray(id: string): (conversation: Conversation) => Decision<ToWidgetReply> {
  return (conversation) => decided(conversation, { type: "customer.stray-discarded", id });
}

function decided(
  { snapshot }: Conversation,
  event: Extract<ConversationEvent, { type: `customer.stray-${string}` }>,
): Decision<ToWidgetReply> {
  const verdict = admit(snapshot, event);
  if (verdict.verdict === "held") return { answer: { ok: true, status: "held" } };
  const known = snapshot.context.strays.some(({ id }) => id === event.id);
  if (verdict.verdict === "refuse")
    return { refuse: verdict.code === "not_allowed" && !known ? "not_found" : verdict.code };
  return {
    event: verdict.event,
    clientId: `stray:${event.id}`,
    done: ({ seq }) => ({ ok: true, status: "accepted", seq }),
  };
}
