import type { FromWidget, ToWidgetReply } from "@aside/protocol";
import {
  admit,
  isCapturing,
  isLate,
  type ConversationEvent,
  type JournaledEvent,
} from "@aside/session";
import type { Conversation } from "../conversation/conversation.ts";
import type { Decision } from "../conversation/conversations.ts";
import type { Gateway } from "../gateway.ts";
import { screenMessage, strayNote, type Screened } from "../screening/screen-message.ts";
import { wholeText } from "../screening/whole-text.ts";
import type { CustomerVoice } from "./from-widget.ts";
import { keptId } from "./held-id.ts";

/** So many messages may wait in one conversation; what is cut out of a further one is not kept. */
const MOST_WAITING = 20;

type Given = Extract<FromWidget, { type: "message" }>;

/** A customer's message: dropped during a capture, and where it was written during one; else what may not be in the chat is cut out before anything keeps it. */
export function customerMessage(
  gateway: Gateway,
  voice: CustomerVoice,
  request: Given,
): (conversation: Conversation) => Decision<ToWidgetReply> {
  const clientId = `c:${keptId(request.id)}`;
  return (conversation) => {
    const { snapshot } = conversation;
    if (isCapturing(snapshot) || isLate(snapshot, request.after)) {
      const verdict = admit(snapshot, { type: "customer.held", id: keptId(request.id) });
      if (verdict.verdict === "refuse") return { refuse: verdict.code };
      if (verdict.verdict === "held") return { refuse: "unavailable" };
      gateway.metrics.held.add(1);
      return { event: verdict.event, clientId, done: answer, again: answer };
    }
    const { event, first, whole } = screened(gateway, voice, conversation, request);
    const verdict = admit(snapshot, event);
    if (verdict.verdict === "refuse") return { refuse: verdict.code };
    if (verdict.verdict === "held") return { refuse: "unavailable" };
    // Only frames have what was cut; of a text that stands as it was sent its tab needs no echo.
    const answered = whole ? voice.line : undefined;
    return { event: verdict.event, clientId, first, answered, done: answer, again: answer };
  };
}

interface Planned {
  readonly event: ConversationEvent;
  readonly first: (() => Promise<void>) | undefined;
  /** Nothing was cut, here or earlier. */
  readonly whole: boolean;
}

function screened(
  gateway: Gateway,
  voice: CustomerVoice,
  conversation: Conversation,
  { id, text: given, cleared }: Given,
): Planned {
  const text = wholeText(given);
  const seen = screenMessage(conversation.screening, "customer", { id, text }, voice.tenant);
  const agent = conversation.snapshot.context.agent?.id ?? null;
  if (seen.found.length === 0) return plain({ id, text, cuts: [] });
  if (cleared === true && seen.mayPass) {
    const stray = strayNote(seen, { until: null, agent, passed: true });
    return plain({ id, text, cuts: [] }, stray);
  }
  const sealed = seal(gateway, conversation, id, seen);
  const stray = strayNote(seen, { until: sealed?.until ?? null, agent });
  gateway.metrics.cuts.add(seen.found.length, { side: "customer" });
  const { retracts } = seen;
  const key = { tenant: conversation.tenant, conversation: conversation.id };
  return {
    event: {
      type: "customer.message",
      message: { id, text: seen.text, cuts: [...seen.cuts] },
      stray,
      ...(retracts.length === 0 ? {} : { retracts: [...retracts] }),
    },
    first: sealed === null ? undefined : () => gateway.quarantine.put(key, sealed),
    whole: false,
  };
}

function plain(
  message: { readonly id: string; readonly text: string; readonly cuts: [] },
  stray?: ReturnType<typeof strayNote>,
): Planned {
  return {
    event: { type: "customer.message", message, ...(stray === undefined ? {} : { stray }) },
    first: undefined,
    whole: true,
  };
}

function seal(
  { collector, settings, now }: Gateway,
  { tenant, id: conversation, snapshot }: Conversation,
  message: string,
  { texts, values, found }: Screened,
) {
  if (snapshot.context.strays.length >= MOST_WAITING) return null;
  const until = now() + settings.straySeconds * 1_000;
  const bound = found.map(({ type, length }) => `${type}:${length}`).join(",");
  return collector.seal({ tenant, conversation, message, until, bound, texts, values });
}

/** What became of it, also where it is asked again. */
function answer(event: JournaledEvent): ToWidgetReply {
  if (event.type !== "customer.message") return { ok: true, status: "held" };
  const { cuts } = event.message;
  return cuts.length === 0
    ? { ok: true, status: "accepted", seq: event.seq }
    : { ok: true, status: "cut", seq: event.seq, cuts };
}
