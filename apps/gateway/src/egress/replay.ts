import type { ConsoleEntry } from "@aside/protocol";
import { play, type JournaledEvent } from "@aside/session";
import { readEvents } from "../conversation/read-journal.ts";
import type { Gateway } from "../gateway.ts";
import { leave } from "./leave.ts";

/** Exactly the frames that agents got, with the numbers that they know. */
export async function replayOf(
  { journal, egress }: Gateway,
  tenant: string,
  conversation: string,
): Promise<ConsoleEntry[]> {
  const events: JournaledEvent[] = [];
  for await (const event of readEvents(journal, { tenant, conversation })) events.push(event);
  const told: number[] = [];
  const entries = Array.from(play(events)).flatMap((played) => leave(played, told));
  return egress.checked({ tenant, id: conversation }, entries);
}
