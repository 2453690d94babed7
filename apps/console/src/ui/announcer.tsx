import { statusWord } from "@aside/protocol";
import type { ReactNode } from "react";
import { useConsoleState, useText } from "./console-context.tsx";

/** Says what is new to a screen reader: messages of the conversation at hand, status words, somebody waiting. */
export function Announcer(): ReactNode {
  const announcement = useConsoleState((state) => state.announcement);
  const text = useText();
  const status = statusWord.safeParse(announcement?.params["status"]);
  const words =
    announcement === null
      ? ""
      : text(announcement.key, {
          ...announcement.params,
          ...(status.success ? { status: text(`status.${status.data}`) } : {}),
        });
  return (
    <div className="visually-hidden" role="log" aria-live="polite" aria-relevant="additions">
      {announcement !== null && <p key={announcement.id}>{words}</p>}
    </div>
  );
}
