import type { QueueEntry } from "@aside/protocol";
import { messageParts } from "../store/message-parts.ts";
import { spellType } from "./spell-type.ts";
import type { Translate } from "./translate.ts";

/** A conversation's last line as one text, with what was cut out of it named in the reader's language. */
export function lastLine(last: NonNullable<QueueEntry["last"]>, text: Translate): string {
  return messageParts(last)
    .map((part) =>
      part.kind === "cut"
        ? `[${text("stream.cut", { type: spellType(part.type, text) })}]`
        : part.text,
    )
    .join("");
}
