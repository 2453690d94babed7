import type { CaptureView } from "@aside/protocol";
import { Shield } from "lucide-react";
import type { ReactNode } from "react";
import { runningCapture, type Conversation } from "../../store/conversation.ts";
import { spellTemplate } from "../../text/spell-template.ts";
import { useText } from "../console-context.tsx";

/** Where the agent stopped hearing the customer. */
export function FenceLine({
  capture,
  conversation,
}: {
  readonly capture: CaptureView;
  readonly conversation: Conversation;
}): ReactNode {
  const text = useText();
  const runs = runningCapture(conversation)?.view.id === capture.id;
  return (
    <p className="fence-line" data-runs={runs}>
      <Shield size={14} aria-hidden="true" />
      {text(runs ? "stream.fence.running" : "stream.fence", {
        title: spellTemplate(capture.template, capture.title, text),
      })}
    </p>
  );
}
