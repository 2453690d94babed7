import type { Key } from "@aside/journal";
import type { Conversation } from "./conversation.ts";

/** The conversations that this node has in hand, by their keys. */
export interface InHand {
  find(key: Key): Conversation | undefined;
  take(conversation: Conversation): void;
  letGo(conversation: Conversation): void;
  all(): Iterable<Conversation>;
}

/** A map a tenant: a name made of both keys would be built and hashed anew for every message. */
export function createInHand(): InHand {
  const byTenant = new Map<string, Map<string, Conversation>>();
  return {
    find: ({ tenant, conversation }) => byTenant.get(tenant)?.get(conversation),
    take(conversation) {
      const { tenant, id } = conversation;
      const known = byTenant.get(tenant);
      if (known === undefined) byTenant.set(tenant, new Map([[id, conversation]]));
      else known.set(id, conversation);
    },
    letGo({ tenant, id }) {
      const known = byTenant.get(tenant);
      known?.delete(id);
      if (known?.size === 0) byTenant.delete(tenant);
    },
    *all() {
      for (const known of byTenant.values()) yield* known.values();
    },
  };
}
