import type { ReactNode } from "react";
import { isFull, isMine } from "../../commands/state-questions.ts";
import type { Conversation } from "../../store/conversation.ts";
import { useConsoleState, useText } from "../console-context.tsx";
import { CannedLines } from "./canned-lines.tsx";
import { Composer } from "./composer.tsx";

/** What can be said now: anything, some lines, or nothing and why. */
export function Foot({ conversation }: { readonly conversation: Conversation }): ReactNode {
  const text = useText();
  const full = useConsoleState((state) => isFull(state, conversation));
  return (
    <>
      {full && (
        <p className="strip strip-note strip-full" role="status">
          {text("conversation.full")}
        </p>
      )}
      <Say conversation={conversation} full={full} />
    </>
  );
}

interface SayProps {
  readonly conversation: Conversation;
  readonly full: boolean;
}

function Say({ conversation, full }: SayProps): ReactNode {
  const text = useText();
  const mine = useConsoleState((state) => isMine(state, conversation));
  if (conversation.phase === "closed") return <Why>{text("conversation.closed")}</Why>;
  if (!mine) {
    return (
      <Why>
        {conversation.agent === null
          ? text("conversation.unassigned")
          : text("conversation.watching", { name: conversation.agent.name })}
      </Why>
    );
  }
  // Nobody reopens one that is full, as the line for those that are not says.
  if (conversation.phase === "wrap-up" && full) return null;
  if (conversation.phase === "wrap-up") return <Why>{text("conversation.wrap-up")}</Why>;
  if (conversation.phase === "capture") return <CannedLines conversation={conversation.id} />;
  return <Composer conversation={conversation} />;
}

function Why({ children }: { readonly children: string }): ReactNode {
  return <footer className="foot foot-why">{children}</footer>;
}
