import type { ToConsole } from "@aside/protocol";
import { isCapturing, type Played } from "@aside/session";
import type { AgentLine, Conversation } from "../conversation/conversation.ts";
import { changeOfQueue, isSilent, queueEntryOf } from "./leave.ts";

export interface QueueBoard {
  readonly changed: (conversation: Conversation, played: Played) => void;
  /** Tells everybody of a conversation as it stands. */
  readonly show: (conversation: Conversation) => void;
  readonly stop: () => void;
}

/** What is said in a conversation changes its line in the queue at most this often, milliseconds. */
const CALM = 500;

/**
 * Keeps the agents' queues up to date. Who takes or leaves a conversation is told to all at once; what is said in it only to those who
 * deal with it, and to all while nobody does.
 *
 * @param lines the consoles of a tenant that are connected here
 */
export function createQueueBoard(
  lines: (tenant: string) => Iterable<AgentLine>,
  emit: (line: AgentLine, frame: ToConsole) => void,
): QueueBoard {
  const calmed = new Set<Conversation>();
  let timer: NodeJS.Timeout | null = null;

  const tell = (conversation: Conversation, everybody: boolean) => {
    const { id, told, snapshot, tenant } = conversation;
    if (isSilent(snapshot)) return;
    const entry = queueEntryOf(id, told, snapshot);
    const frame: ToConsole = { type: "queue", entry };
    for (const line of lines(tenant)) {
      if (everybody || entry.agent === null || concerns(line, entry.agent.id)) emit(line, frame);
    }
  };
  const flush = () => {
    timer = null;
    for (const conversation of calmed) tell(conversation, false);
    calmed.clear();
  };
  return {
    changed(conversation, played) {
      const change = changeOfQueue(played);
      if (change === "none") return;
      if (change === "for all") {
        // What was said before the fence is told with it; nothing of the conversation is told late.
        calmed.delete(conversation);
        tell(conversation, true);
        return;
      }
      if (isCapturing(played.after)) return tell(conversation, false);
      calmed.add(conversation);
      timer ??= setTimeout(flush, CALM).unref();
    },
    show(conversation) {
      tell(conversation, true);
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}

function concerns(line: AgentLine, owner: string): boolean {
  return line.agent.role === "supervisor" || line.agent.id === owner;
}
