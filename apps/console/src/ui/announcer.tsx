import type { ReactNode } from "react";
import { spellAnnouncement } from "../text/spell-announcement.ts";
import { useConsoleState, useText } from "./console-context.tsx";

/** Says what is new to a screen reader: messages of the conversation at hand, status words, somebody waiting. */
export function Announcer(): ReactNode {
  const announcement = useConsoleState((state) => state.announcement);
  const text = useText();
  return (
    <div className="visually-hidden" role="log" aria-live="polite" aria-relevant="additions">
      {announcement !== null && (
        <p key={announcement.id}>{text(announcement.key, spellAnnouncement(announcement, text))}</p>
      )}
    </div>
  );
}
