import { message } from "@aside/protocol";
import * as z from "zod";
import type { Turn } from "./transcript.ts";

/** Earlier messages as they stand from now on: parts were cut out of them later, or what had been cut out was let through. */
const amended = z.object({ type: z.literal("amended"), messages: z.array(message) });

/**
 * Puts amended messages in the place of what was said before.
 *
 * @param places message id → index of its turn
 * @returns whether any text is now another one
 */
export function amend(turns: Turn[], places: ReadonlyMap<string, number>, frame: unknown): boolean {
  const parsed = amended.safeParse(frame);
  let changed = false;
  for (const { id, text, cuts } of parsed.success ? parsed.data.messages : []) {
    const place = places.get(id);
    const turn = place === undefined ? undefined : turns[place];
    if (place === undefined || turn === undefined) continue;
    changed ||= turn.text !== text;
    const spans = cuts.map((cut) => ({ ...cut, source: "cut" as const }));
    turns[place] = { ...turn, text, spans };
  }
  return changed;
}
