import type { AgentView, ToConsole } from "@aside/protocol";
import { isCapturing, type Played } from "@aside/session";
import type { AgentLine, Conversation } from "../conversation/conversation.ts";
import { changeOfQueue, isSilent, queueEntryOf } from "./leave.ts";

export interface QueueBoard {
  readonly changed: (conversation: Conversation, played: Played) => void;
  /** Tells of a conversation as it stands. */
  readonly show: (conversation: Conversation) => void;
  readonly stop: () => void;
}

/** What is said in a conversation changes its line in the queue at most this often, milliseconds. */
const CALM = 500;

/** Between two portions of such lines, milliseconds: those of many conversations at once would hold up what is said. */
const PORTION = 10;

/**
 * Keeps the agents' queues up to date. A conversation is told of to those who deal with it, and to all while nobody does; who takes it away
 * from the others is told at once, and nothing of its customer with it.
 *
 * @param lines the consoles of a tenant that are connected here
 */
export function createQueueBoard(
  lines: (tenant: string) => Iterable<AgentLine>,
  emit: (line: AgentLine, frame: ToConsole) => void,
): QueueBoard {
  /** When each is to be told of, the first first. */
  const calmed = new Map<Conversation, number>();
  let timer: NodeJS.Timeout | null = null;

  const tell = (conversation: Conversation, wasTaken = false) => {
    const { id, told, snapshot, tenant } = conversation;
    if (isSilent(snapshot)) return;
    const entry = queueEntryOf(id, told, snapshot);
    const { agent } = entry;
    const frame: ToConsole = { type: "queue", entry };
    for (const line of lines(tenant)) {
      if (concerns(line, agent)) emit(line, frame);
      else if (wasTaken && agent !== null) emit(line, { type: "taken", conversation: id, agent });
    }
  };
  const tellDue = () => {
    timer = null;
    const now = performance.now();
    for (const [conversation, due] of calmed) {
      if (due > now) return wait(due - now);
      calmed.delete(conversation);
      tell(conversation);
    }
  };
  const wait = (ms: number) => {
    timer ??= setTimeout(tellDue, Math.max(ms, PORTION)).unref();
  };
  return {
    changed(conversation, played) {
      const change = changeOfQueue(played);
      if (change === "none") return;
      if (change === "for all") {
        // What was said before the fence is told with it; nothing of the conversation is told late.
        calmed.delete(conversation);
        tell(conversation, played.before.context.agent !== played.after.context.agent);
        return;
      }
      if (isCapturing(played.after)) return tell(conversation);
      if (calmed.has(conversation)) return;
      calmed.set(conversation, performance.now() + CALM);
      wait(CALM);
    },
    show: (conversation) => tell(conversation),
    stop() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/** Whose queue a conversation is in: everybody's while nobody has it, then a supervisor's and its agent's. */
export function concerns({ agent }: AgentLine, owner: AgentView | null): boolean {
  return owner === null || agent.role === "supervisor" || agent.id === owner.id;
}
