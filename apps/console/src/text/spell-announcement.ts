import { statusWord } from "@aside/protocol";
import type { Announcement } from "../store/state.ts";
import type { Params } from "./keys.ts";
import { spellMessage } from "./spell-message.ts";
import { spellTemplate } from "./spell-template.ts";
import type { Translate } from "./translate.ts";

/** The places of an announcement in the reader's language: it was made where no language is known. */
export function spellAnnouncement({ params, message }: Announcement, text: Translate): Params {
  const { name, status, template, title } = params;
  const word = statusWord.safeParse(status);
  return {
    ...params,
    ...(message === null ? {} : { text: spellMessage(message, text) }),
    ...(name === "" ? { name: text("queue.visitor") } : {}),
    ...(word.success ? { status: text(`status.${word.data}`) } : {}),
    ...(template === undefined
      ? {}
      : { title: spellTemplate(String(template), String(title), text) }),
  };
}
