import type { QueueEntry } from "@aside/protocol";
import type { Translate } from "./translate.ts";

/** Who wrote the last line of a conversation, before that line: "You:", or another agent's name. Nothing where the customer did. */
export function spellSpeaker(
  last: NonNullable<QueueEntry["last"]>,
  me: string | null,
  text: Translate,
): string | null {
  if (last.agent === undefined) return null;
  return last.agent.id === me ? text("queue.you") : text("queue.by", { name: last.agent.name });
}
