import type { ToConsole, ToWidget } from "@aside/protocol";
import { born, type Snapshot } from "@aside/session";
import { createScreening, type Screening } from "../screening/screen-message.ts";

/** A customer's tab that hears this conversation. */
export interface CustomerLine {
  emit(frame: ToWidget): void;
}

/** An agent's console that hears this conversation. `observer`: it is another's; null where it is one's own or nobody's. */
export interface Subscription {
  readonly line: AgentLine;
  readonly observer: string | null;
}

/** An agent's console. Only `egress` calls `emit`. */
export interface AgentLine {
  readonly tenant: string;
  readonly agent: {
    readonly id: string;
    readonly name: string;
    readonly role: "agent" | "supervisor";
  };
  emit(frame: ToConsole): void;
  closed(): boolean;
  /** Ends the connection. */
  cut(): void;
}

/**
 * A conversation that this node has in hand: where its journal stands as far as this node has read, who hears it, and what waits to
 * be decided, one at a time. Changed by `conversations.ts` only.
 */
export interface Conversation {
  readonly tenant: string;
  readonly id: string;
  snapshot: Snapshot;
  /** What detection knows of the last messages. */
  readonly screening: Screening;
  /** The last event applied; 0 before the first. */
  seq: number;
  /** That event's time. */
  at: number;
  /** Journal numbers of the events that agents were told of; see `egress/numbering.ts`. */
  readonly told: number[];
  /** The highest number that a hint spoke of. */
  hinted: number;
  /** When the clock strikes next, as the list of conversations has it. */
  dueAt: number | null;
  loaded: boolean;
  busy: boolean;
  readonly waiting: Job[];
  readonly customers: Set<CustomerLine>;
  readonly agents: Map<AgentLine, Subscription>;
  /** When somebody last did something here. */
  touchedAt: number;
  /** When the two sides last said that they type, and how far each has read: neither is repeated. */
  readonly hush: {
    customerTyped: number;
    agentTyped: number;
    customerRead: number;
    agentRead: number;
  };
  /** When the collector was last told what it must be told. */
  dutyAt: number;
}

/** Begins what waited. */
export type Job = () => void;

export function emptyConversation(tenant: string, id: string, now: number): Conversation {
  return {
    tenant,
    id,
    snapshot: born,
    screening: createScreening(),
    seq: 0,
    at: 0,
    told: [],
    hinted: 0,
    dueAt: null,
    loaded: false,
    busy: false,
    waiting: [],
    customers: new Set(),
    agents: new Map(),
    touchedAt: now,
    hush: { customerTyped: 0, agentTyped: 0, customerRead: 0, agentRead: 0 },
    dutyAt: 0,
  };
}
