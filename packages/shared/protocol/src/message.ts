import * as z from "zod";
import { messageId } from "./ids.ts";

/** What a person can write in one message, in UTF-16 code units. */
export const MAX_TEXT = 4_000;

/** Something that is seen: not only blanks, joiners and marks of direction. */
const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}]/u;

export const messageText = z.string().max(MAX_TEXT).regex(VISIBLE);

/** Whether a text is a message: something in it is seen, and it is not too long. */
export function isMessage(text: string): boolean {
  return text.length <= MAX_TEXT && VISIBLE.test(text);
}

/** A span of a message that was cut out before the journal: `text` holds a placeholder there. */
export const cut = z.strictObject({
  start: z.int().min(0),
  end: z.int().positive(),
  type: z.string().regex(/^[A-Z_]{2,30}$/),
});

/** A message as it stands in the journal and in every frame. Offsets of `cuts` are UTF-16, into `text`. */
export const message = z.strictObject({
  id: messageId,
  text: z.string().max(MAX_TEXT * 2),
  cuts: z.array(cut).max(50),
});

/** Lines an agent may send while blind; nothing else leaves the console during a capture. */
export const cannedLine = z.enum(["take_your_time", "still_here", "no_rush_to_decide"]);

export type Cut = z.infer<typeof cut>;
export type Message = z.infer<typeof message>;
export type CannedLine = z.infer<typeof cannedLine>;
