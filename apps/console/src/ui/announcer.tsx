import { statusWord } from "@aside/protocol";
import type { ReactNode } from "react";
import type { Params } from "../text/keys.ts";
import { spellTemplate } from "../text/spell-template.ts";
import type { Translate } from "../text/translate.ts";
import { useConsoleState, useText } from "./console-context.tsx";

/** Says what is new to a screen reader: messages of the conversation at hand, status words, somebody waiting. */
export function Announcer(): ReactNode {
  const announcement = useConsoleState((state) => state.announcement);
  const text = useText();
  const words =
    announcement === null ? "" : text(announcement.key, spell(announcement.params, text));
  return (
    <div className="visually-hidden" role="log" aria-live="polite" aria-relevant="additions">
      {announcement !== null && <p key={announcement.id}>{words}</p>}
    </div>
  );
}

/** The places of an announcement in the reader's language: it was made where no language is known. */
function spell(params: Params, text: Translate): Params {
  const { name, status, template, title } = params;
  const word = statusWord.safeParse(status);
  return {
    ...params,
    ...(name === "" ? { name: text("queue.visitor") } : {}),
    ...(word.success ? { status: text(`status.${word.data}`) } : {}),
    ...(template === undefined
      ? {}
      : { title: spellTemplate(String(template), String(title), text) }),
  };
}
