import type { ConsoleEntry } from "@aside/protocol";
import { forAgents, play, type JournaledEvent } from "@aside/session";

/** Exactly the frames that agents got, in order: the machine run over the journal, through the same gate as live delivery. */
export function replay(events: Iterable<JournaledEvent>): ConsoleEntry[] {
  return Array.from(play(events)).flatMap((played) => forAgents(played));
}
