import type { ToWidget } from "@aside/protocol";
import { forCustomer, type Played } from "@aside/session";
import { widgetFrame } from "../compiled-schemas.ts";
import type { Conversation, CustomerLine } from "../conversation/conversation.ts";
import type { GatewayLog } from "../events.ts";

/** What the customer gets of a committed event, in every tab. Live delivery and backlog are this same function. */
export function framesForCustomer(
  about: { readonly tenant: string; readonly id: string },
  played: Played,
  log: GatewayLog,
): ToWidget[] {
  return forCustomer(played).flatMap(({ seq, at, frame }): ToWidget[] => {
    const parsed = widgetFrame.safeParse(frame);
    if (parsed.success) return [{ type: "frame", seq, at, frame: parsed.data }];
    log("frame withheld", { tenant: about.tenant, conversation: about.id, seq, side: "customer" });
    return [];
  });
}

/**
 * @param answered the tab that hears of this event by the answer to its request
 * @returns how many frames left
 */
export function deliverToCustomer(
  conversation: Conversation,
  played: Played,
  log: GatewayLog,
  answered?: CustomerLine,
): number {
  const { customers } = conversation;
  const others = customers.size - (answered !== undefined && customers.has(answered) ? 1 : 0);
  if (others === 0) return 0;
  const frames = framesForCustomer(conversation, played, log);
  for (const frame of frames) for (const line of customers) if (line !== answered) line.emit(frame);
  return frames.length * others;
}
