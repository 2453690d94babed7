import type { Conversation } from "./conversation.ts";

/** Of each tenant, the conversations whose customers are connected here. */
export function customerTabs(live: Iterable<Conversation>): Map<string, string[]> {
  const tabs = new Map<string, string[]>();
  for (const { tenant, id, customers } of live) {
    if (customers.size === 0) continue;
    const known = tabs.get(tenant);
    if (known === undefined) tabs.set(tenant, [id]);
    else known.push(id);
  }
  return tabs;
}
