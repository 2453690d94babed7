import type { Message } from "@aside/protocol";
import { messageParts } from "../store/message-parts.ts";
import { spellType } from "./spell-type.ts";
import type { Translate } from "./translate.ts";

/** What was written as one text, with what was cut out of it named in the reader's language. */
export function spellMessage(message: Pick<Message, "text" | "cuts">, text: Translate): string {
  return messageParts(message)
    .map((part) =>
      part.kind === "cut"
        ? `[${text("stream.cut", { type: spellType(part.type, text) })}]`
        : part.text,
    )
    .join("");
}
