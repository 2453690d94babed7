import type { Database } from "@aside/postgres";
import { isCapturing } from "@aside/session";
import type { Namespace } from "socket.io";
import type { TellActs } from "./acts/tell-acts.ts";
import type { Conversation } from "./conversation/conversation.ts";
import { customerTabs } from "./conversation/customer-tabs.ts";
import type { WebhookSender } from "./egress/webhooks.ts";
import { forgetOldRows } from "./forget-old-rows.ts";
import type { Gateway } from "./gateway.ts";
import { createAbsentAgents } from "./ingress/absent-agents.ts";
import { openAll, type AgentConnections } from "./ingress/agents.ts";
import { cutSlowSockets, noteAbsence } from "./ingress/housekeeping.ts";
import { clearObservers } from "./ingress/observers.ts";
import type { Presence } from "./presence.ts";
import type { SignInTries } from "./sign-in/tries.ts";

/** A conversation that nobody hears is kept in hand this long. */
const KEPT = 60_000;

/** What a gateway does every second besides: two works, each done whatever becomes of the other. */
export interface Upkeep {
  /** Of those who are connected, and of the conversations in hand. */
  connections(): Promise<void>;
  /** Of what waits to be told, and of what has had its time. */
  rest(): Promise<void>;
}

/** @param options.arrived when conversations came into hand, until it is known whether their customers are still there */
export function createUpkeep(
  gateway: Gateway,
  options: {
    readonly database: Database;
    readonly arrived: Map<Conversation, number>;
    readonly customers: Namespace;
    readonly agents: AgentConnections;
    readonly presence: Presence;
    readonly acts: TellActs;
    readonly webhooks: WebhookSender;
    readonly tries: SignInTries;
  },
): Upkeep {
  const { metrics, conversations, egress, now } = gateway;
  const { database, arrived, customers, agents, presence, acts, webhooks, tries } = options;
  const putBackAbsent = createAbsentAgents(gateway, presence);
  let beats = 0;

  function needed(conversation: Conversation): boolean {
    if (conversation.customers.size > 0 || conversation.agents.size > 0) return true;
    if (isCapturing(conversation.snapshot)) return true;
    if (conversation.snapshot.context.strays.length > 0) return true;
    if (now() - conversation.touchedAt < KEPT) return true;
    return !conversation.snapshot.matches("closed") && egress.lines(conversation.tenant).size > 0;
  }

  return {
    async connections() {
      metrics.settle();
      metrics.sockets.set(customers.sockets.size, { side: "customer" });
      metrics.sockets.set(agents.namespace.sockets.size, { side: "agent" });
      cutSlowSockets(gateway, customers, "customer");
      cutSlowSockets(gateway, agents.namespace, "agent");
      await agents.cutEnded();
      await presence.beat(customerTabs(conversations.live()));
      for (const conversation of conversations.live()) {
        if (
          conversation.snapshot.context.observers.length > 0 ||
          isCapturing(conversation.snapshot)
        )
          await clearObservers(gateway, conversation, presence.alive());
      }
      await putBackAbsent();
      conversations.release(needed);
      metrics.conversations.set(Array.from(conversations.live()).length);
    },
    async rest() {
      beats += 1;
      void gateway.collector.refreshSealingKey();
      acts.beat();
      webhooks.beat();
      if (beats % 10 === 0) await everyTenSeconds();
      if (beats % 60 === 0) await everyMinute();
    },
  };

  async function everyTenSeconds(): Promise<void> {
    await gateway.quarantine.sweep(now());
    metrics.webhooksWaiting.set(await gateway.journal.webhooks.waiting(10_000));
    for (const [conversation, since] of arrived)
      if (await noteAbsence(gateway, conversation, since)) arrived.delete(conversation);
    // A hint of a conversation that nobody here had in hand may be lost like any other.
    for (const tenant of egress.tenants()) await openAll(gateway, tenant);
    await agents.tellOffers();
  }

  async function everyMinute(): Promise<void> {
    const old = forgetOldRows({ ...gateway, database, now: now() });
    await Promise.all([gateway.exports.sweep(), tries.sweep(), old]);
  }
}
