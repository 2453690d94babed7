import { phaseOf, type Snapshot } from "@aside/session";
import type { Conversation } from "../conversation/conversation.ts";
import type { Gateway } from "../gateway.ts";
import type { Presence } from "../presence.ts";
import { answering } from "./answer.ts";

/** So many go back into the queue in one second: after a long night they may be thousands. */
const AT_ONCE = 50;

/**
 * Puts a conversation back into the queue whose agent has had no console for a while: its customer hears that the agent left, and every
 * agent sees them wait. Not during a capture, which may end well without an agent; after it. Called every second.
 */
export function createAbsentAgents(gateway: Gateway, presence: Presence): () => Promise<void> {
  const { conversations, egress, log, now, settings } = gateway;
  const patience = settings.agentAwaySeconds * 1_000;
  /** Since when no console of its agent has been here. */
  let absences = new Map<Conversation, { readonly agent: string; readonly since: number }>();

  const isHere = (tenant: string, agent: string) => {
    for (const line of egress.lines(tenant)) if (line.agent.id === agent) return true;
    return false;
  };
  const putBack = async ({ tenant, id }: Conversation, agent: string) =>
    await answering(log, () =>
      conversations.change({ tenant, conversation: id }, ({ snapshot }) =>
        isMissed(snapshot) && snapshot.context.agent?.id === agent && !isHere(tenant, agent)
          ? { event: { type: "clock.agent-gone", agent }, done: () => null }
          : { answer: null },
      ),
    );

  return async () => {
    const at = now();
    const still: typeof absences = new Map();
    const due: { readonly conversation: Conversation; readonly agent: string }[] = [];
    for (const conversation of conversations.live()) {
      const agent = conversation.snapshot.context.agent?.id;
      if (agent === undefined || isHere(conversation.tenant, agent)) continue;
      const known = absences.get(conversation);
      const since = known?.agent === agent ? known.since : at;
      still.set(conversation, { agent, since });
      if (at - since >= patience && isMissed(conversation.snapshot) && due.length < AT_ONCE)
        due.push({ conversation, agent });
    }
    absences = still;
    const elsewhere = new Map<string, ReadonlySet<string>>();
    for (const { conversation, agent } of due) {
      const { tenant } = conversation;
      const connected = elsewhere.get(tenant) ?? (await presence.connected(tenant));
      elsewhere.set(tenant, connected);
      // Asked again only after as long: the database is not asked every second for an agent of another node.
      if (connected.has(agent)) absences.set(conversation, { agent, since: at });
      else await putBack(conversation, agent);
    }
  };
}

/** By what agents were told, as everything that they are told. */
function isMissed(snapshot: Snapshot): boolean {
  const { toldOnline, waitingSince } = snapshot.context;
  return phaseOf(snapshot) === "open" && (toldOnline || waitingSince !== null);
}
