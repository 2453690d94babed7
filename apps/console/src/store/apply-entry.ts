import type { ConsoleEntry } from "@aside/protocol";
import { applyCapture } from "./apply-capture.ts";
import { applyPhase } from "./apply-phase.ts";
import { amended } from "./amended.ts";
import type { Conversation, StreamItem } from "./conversation.ts";

/** What one entry changes: fields, and lines to put at the stream's end. */
export interface Change {
  readonly fields?: Partial<Conversation>;
  readonly push?: readonly StreamItem[];
  /** Changes lines that are there already, in their place. */
  readonly amend?: (item: StreamItem) => StreamItem;
}

/**
 * Folds entries, oldest first. An event may have several frames, all with its seq, so an entry is a repetition only
 * where its seq is below the conversation's. Pure; the same result as one entry at a time.
 */
export function applyEntries(
  conversation: Conversation,
  entries: readonly ConsoleEntry[],
): Conversation {
  let next = conversation;
  let standing = conversation.items;
  let pushed: StreamItem[] = [];
  for (const entry of entries) {
    if (entry.seq < next.seq) continue;
    const { fields, push, amend } = changeOf(next, entry);
    next = { ...next, ...fields, seq: entry.seq };
    if (amend !== undefined) {
      standing = standing.map(amend);
      pushed = pushed.map(amend);
    }
    if (push !== undefined) pushed.push(...push);
  }
  return pushed.length === 0 && standing === conversation.items
    ? next
    : { ...next, items: [...standing, ...pushed] };
}

export function applyEntry(conversation: Conversation, entry: ConsoleEntry): Conversation {
  return applyEntries(conversation, [entry]);
}

function changeOf(conversation: Conversation, { seq, at, frame }: ConsoleEntry): Change {
  switch (frame.type) {
    case "started":
      return {
        fields: {
          startedAt: at,
          customer: { ...conversation.customer, name: frame.customer },
          page: frame.page,
        },
        push: [{ kind: "event", seq, at, event: { type: "started" } }],
      };
    case "message":
      return {
        ...(frame.from === "customer" ? { fields: { typingAt: null } } : {}),
        push: [
          {
            kind: "message",
            seq,
            at,
            from: frame.from,
            agent: frame.agent ?? null,
            message: frame.message,
          },
        ],
      };
    case "customer-typing":
      return { fields: { typingAt: at } };
    case "customer-online":
      return { fields: { customer: { ...conversation.customer, online: frame.online } } };
    case "customer-read":
      return { fields: { readUpTo: Math.max(conversation.readUpTo, frame.upTo) } };
    case "customer-named":
      return {
        fields: { customer: { ...conversation.customer, name: frame.name } },
        push: [{ kind: "event", seq, at, event: { type: "named", name: frame.name } }],
      };
    case "customer-page":
      return { fields: { page: frame.page } };
    case "customer-left":
      return {
        fields: { typingAt: null, customer: { ...conversation.customer, online: false } },
        push: [{ kind: "event", seq, at, event: { type: "left" } }],
      };
    case "phase":
      return applyPhase(conversation, seq, at, frame);
    case "capture":
      return applyCapture(conversation, seq, at, frame.capture);
    case "amended":
    case "stray":
      return { amend: (item) => amended(item, frame) };
    case "note": {
      const note = { seq, at, agent: frame.agent, message: frame.message };
      return {
        fields: { notes: [...conversation.notes, note] },
        push: [{ kind: "note", ...note }],
      };
    }
  }
}
