import { queueEntry, type ConsoleEntry, type ToConsole } from "@aside/protocol";
import type { Played } from "@aside/session";
import { consoleEntry } from "../compiled-schemas.ts";
import type { AgentLine, Conversation } from "../conversation/conversation.ts";
import type { GatewayLog } from "../events.ts";
import { leave } from "./leave.ts";
import { createQueueBoard } from "./queue-board.ts";

/** The consoles connected to this node, and the only way to them. */
export interface Egress {
  connect(line: AgentLine): void;
  disconnect(line: AgentLine): void;
  lines(tenant: string): ReadonlySet<AgentLine>;
  tenants(): Iterable<string>;
  /** Delivers what agents may know of an event that was committed: the conversation's subscribers, then the queue. */
  deliver(conversation: Conversation, played: Played): void;
  /** Puts a conversation that came into hand into the queue. */
  announce(conversation: Conversation): void;
  /** To one console, what is not of a conversation or is an answer to it. */
  tell(line: AgentLine, frame: ToConsole): void;
  /** Entries that fit the protocol; others are withheld and logged. */
  checked(
    about: { readonly tenant: string; readonly id: string },
    entries: readonly ConsoleEntry[],
  ): ConsoleEntry[];
  stop(): void;
}

export function createEgress(options: {
  readonly log: GatewayLog;
  readonly delivered: (count: number) => void;
}): Egress {
  const byTenant = new Map<string, Set<AgentLine>>();
  const none: ReadonlySet<AgentLine> = new Set();
  const lines = (tenant: string) => byTenant.get(tenant) ?? none;
  const board = createQueueBoard(lines, tell);

  const checked = (
    about: { readonly tenant: string; readonly id: string },
    entries: readonly ConsoleEntry[],
  ) => {
    const fit: ConsoleEntry[] = [];
    for (const entry of entries) {
      const parsed = consoleEntry.safeParse(entry);
      if (parsed.success) fit.push(parsed.data);
      else {
        const { tenant, id } = about;
        options.log("frame withheld", { tenant, conversation: id, seq: entry.seq, side: "agent" });
      }
    }
    return fit;
  };

  return {
    connect(line) {
      const known = byTenant.get(line.tenant);
      if (known === undefined) byTenant.set(line.tenant, new Set([line]));
      else known.add(line);
    },
    disconnect(line) {
      const known = byTenant.get(line.tenant);
      known?.delete(line);
      if (known?.size === 0) byTenant.delete(line.tenant);
    },
    lines,
    tenants: () => byTenant.keys(),
    deliver(conversation, played) {
      const entries = leave(played, conversation.told);
      if (conversation.agents.size > 0) {
        for (const entry of checked(conversation, entries)) {
          const frame: ToConsole = { type: "entry", conversation: conversation.id, entry };
          for (const { line } of conversation.agents.values()) tell(line, frame);
          options.delivered(conversation.agents.size);
        }
      }
      if (byTenant.has(conversation.tenant)) board.changed(conversation, played);
    },
    announce(conversation) {
      if (byTenant.has(conversation.tenant)) board.show(conversation);
    },
    tell(line, frame) {
      if (frame.type !== "queue" || queueEntry.safeParse(frame.entry).success) tell(line, frame);
    },
    checked,
    stop: () => board.stop(),
  };
}

function tell(line: AgentLine, frame: ToConsole): void {
  line.emit(frame);
}
