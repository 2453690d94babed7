import { formFor } from "@aside/protocol";
import { ShieldQuestionMark } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { StreamItem } from "../../store/conversation.ts";
import { useActions, useConsoleState, useText } from "../console-context.tsx";
import { Button } from "../parts/button.tsx";

export interface Props {
  readonly item: Extract<StreamItem, { kind: "message" }>;
  /** The conversation in which a form may be asked for now; null in a replay, in a capture, or where it is over. */
  readonly ask: string | null;
  readonly closed: boolean;
}

/** Below a message: what became of what was cut out of it, and while it waits the way to ask for it safely. */
export function StrayLine({ item, ask, closed }: Props): ReactNode {
  const text = useText();
  const { captureStray } = useActions();
  const [asking, setAsking] = useState(false);
  const { stray, amended, message } = item;
  const template = useConsoleState((state) =>
    state.welcome?.templates.find(
      (one) => one.id === formFor(message.cuts.map(({ type }) => type)),
    ),
  );
  if (stray === undefined && amended !== "retracted") return null;
  const state = stray?.state === "waiting" && closed ? "discarded" : stray?.state;
  const start = async (conversation: string, form: string): Promise<void> => {
    setAsking(true);
    await captureStray(conversation, form, message.id);
    setAsking(false);
  };
  return (
    <div className="stray-line" data-state={state ?? "retracted"}>
      <p>{state === undefined ? text("stream.retracted") : text(`stream.stray.${state}`)}</p>
      {(state === "waiting" || state === "removed") && ask !== null && template !== undefined && (
        <Button
          icon={<ShieldQuestionMark size={14} />}
          label={text("stream.stray.start")}
          isDisabled={asking}
          onPress={() => void start(ask, template.id)}
        />
      )}
    </div>
  );
}
