import type { AmendedFrame, StrayFrame } from "@aside/protocol";
import type { StreamItem } from "./conversation.ts";

/** A line after a frame that speaks of earlier messages: their text is replaced in place, or what was cut out of them was decided. */
export function amended(item: StreamItem, frame: AmendedFrame | StrayFrame): StreamItem {
  if (item.kind !== "message") return item;
  if (frame.type === "stray")
    return frame.message === item.message.id ? { ...item, stray: frame } : item;
  const message = frame.messages.find(({ id }) => id === item.message.id);
  return message === undefined ? item : { ...item, message, amended: frame.why };
}
