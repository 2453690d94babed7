import type { Namespace } from "socket.io";
import type { Conversation } from "../conversation/conversation.ts";
import type { Gateway } from "../gateway.ts";
import { answering } from "./answer.ts";

/** A client that does not read: what waits for it in memory, bytes. It resumes by number when it comes back. */
const MOST_UNREAD = 4 * 1_024 * 1_024;

/** Cuts off sockets whose clients are too slow for what they are sent. */
export function cutSlowSockets(
  { log }: Gateway,
  namespace: Namespace,
  side: "customer" | "agent",
): void {
  for (const socket of namespace.sockets.values()) {
    if (socket.conn.request.socket.writableLength < MOST_UNREAD) continue;
    log("slow socket cut", { side });
    socket.disconnect(true);
  }
}

/** A node says every 20 s whose tabs it has; after three times that nobody has them. */
const ABSENT_AFTER = 60_000;
/** So long a conversation is left alone after it came into hand: its tabs may be on their way back. */
const PATIENCE = 30_000;

/**
 * Notes that a customer is gone where no node was left to say so: it died with the customer's tabs.
 *
 * @param since when the conversation came into hand
 */
export async function noteAbsence(
  gateway: Gateway,
  { tenant, id, customers, snapshot }: Conversation,
  since: number,
): Promise<boolean> {
  const { customerSessions, now } = gateway;
  if (!snapshot.context.customer.online || customers.size > 0 || snapshot.matches("closed"))
    return true;
  if (now() - since < PATIENCE) return false;
  if (now() - (await customerSessions.seenAt(tenant, id)) < ABSENT_AFTER) return false;
  await answering(gateway.log, () =>
    gateway.conversations.change({ tenant, conversation: id }, (conversation) =>
      conversation.customers.size > 0 || !conversation.snapshot.context.customer.online
        ? { answer: null }
        : { event: { type: "customer.online", online: false }, done: () => null },
    ),
  );
  return true;
}
