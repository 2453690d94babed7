import { Problem } from "@aside/service";
import type { Snapshot } from "@aside/session";
import type { AgentLine } from "../conversation/conversation.ts";
import type { Gateway } from "../gateway.ts";

/** Who reads what was said: a tenant's server or supervisor, who may read all of it, or an agent. */
export interface Reader {
  readonly tenant: string;
  /** Null: a server. */
  readonly agent: Pick<AgentLine["agent"], "id" | "role"> | null;
  /** As the audit log names it: `agent:agt_…`, `api-key:NAME`. */
  readonly by: string;
}

export function readerAt({ tenant, agent }: Pick<AgentLine, "tenant" | "agent">): Reader {
  return { tenant, agent, by: `agent:${agent.id}` };
}

/**
 * What a conversation is to a reader. `own`: an agent's that has it, also after its end. `queued`: nobody's yet, to be read by who may take it.
 * `others`: a colleague's, or over without an agent. `none`: there is no such conversation.
 */
export type Relation = "own" | "queued" | "others" | "none";

export function relationOf(snapshot: Snapshot, { agent }: Pick<Reader, "agent">): Relation {
  const owner = snapshot.context.agent;
  if (owner === null) return snapshot.matches("closed") ? "others" : "queued";
  return owner.id === agent?.id ? "own" : "others";
}

/** Whoever may read every conversation of the tenant. Others read their own, and what waits to be taken. */
export function readsAll({ agent }: Pick<Reader, "agent">): boolean {
  return agent === null || agent.role === "supervisor";
}

/** Whether an agent may hear a conversation live: a supervisor each, others their own, and those that wait to be taken. */
export function mayHear(snapshot: Snapshot, line: Pick<AgentLine, "agent">): boolean {
  return readsAll(line) || relationOf(snapshot, line) !== "others";
}

/** @throws {Problem} 403 `not_allowed` where a conversation is neither the reader's own nor theirs to read */
export async function mayRead(
  gateway: Pick<Gateway, "conversations">,
  reader: Reader,
  conversation: string,
): Promise<Relation> {
  const relation = await relationTo(gateway, reader, conversation);
  if (readsAll(reader) || relation === "own" || relation === "queued") return relation;
  throw new Problem(
    403,
    "not_allowed",
    "An agent may read conversations of their own. For others, ask a supervisor",
  );
}

export async function relationTo(
  { conversations }: Pick<Gateway, "conversations">,
  reader: Reader,
  conversation: string,
): Promise<Relation> {
  const key = { tenant: reader.tenant, conversation };
  const changed = await conversations.change<Relation>(key, ({ seq, snapshot }) =>
    seq === 0 ? { refuse: "not_found" } : { answer: relationOf(snapshot, reader) },
  );
  return changed.ok ? changed.value : "none";
}
