import { Shield } from "lucide-react";
import { useState, type ReactNode } from "react";
import { cancellable } from "../../commands/state-questions.ts";
import { runningCapture, type Conversation } from "../../store/conversation.ts";
import { spellTemplate } from "../../text/spell-template.ts";
import { useActions, useConsoleState, useText } from "../console-context.tsx";
import { Button } from "../parts/button.tsx";
import { AskedLine } from "./asked-line.tsx";
import { CaptureSteps } from "./capture-steps.tsx";
import { TimeLeft } from "./time-left.tsx";

/** A capture is on: what was asked, how far the customer is, how long it may take, and the way out. Nothing else is known. */
export function ShieldCard({
  conversation,
  still,
}: {
  readonly conversation: Conversation;
  readonly still: boolean;
}): ReactNode {
  const text = useText();
  const track = runningCapture(conversation);
  if (track === null) return null;
  const { view } = track;
  const { step } = conversation;
  const heading = text("capture.heading", {
    title: spellTemplate(view.template, view.title, text),
  });
  return (
    <section className="shield-card" aria-label={heading}>
      <header className="shield-head">
        <Shield size={16} aria-hidden="true" />
        <h2>{heading}</h2>
        {!still && <TimeLeft deadline={view.deadline} />}
      </header>
      <p>
        <AskedLine capture={view} />
      </p>
      <CaptureSteps reached={track.reached} />
      <p className="shield-note">
        {step === "entering"
          ? text("capture.entering")
          : step === "deciding"
            ? text("capture.deciding")
            : track.askedForTime
              ? text("capture.more-time", { count: view.extensionsLeft })
              : text("capture.blind")}
      </p>
      {!still && <Cancel conversation={conversation.id} capture={view.id} />}
    </section>
  );
}

function Cancel({
  conversation,
  capture,
}: {
  readonly conversation: string;
  readonly capture: string;
}): ReactNode {
  const text = useText();
  const { cancelCapture } = useActions();
  const possible = useConsoleState((state) => cancellable(state) !== null);
  const [asks, setAsks] = useState<boolean | "no longer">(false);
  const [busy, setBusy] = useState(false);
  if (!possible) return null;
  if (asks !== true) {
    return (
      <div className="shield-foot">
        <Button
          label={text("capture.cancel")}
          keyHint="x"
          focusName="cancel-capture"
          autoFocus={asks === "no longer"}
          onPress={() => setAsks(true)}
        />
      </div>
    );
  }
  const end = async (): Promise<void> => {
    setBusy(true);
    const taken = await cancelCapture(conversation, capture);
    if (!taken) setBusy(false);
  };
  return (
    <div className="shield-foot">
      <p>{text("capture.cancel.ask")}</p>
      <Button
        look="danger"
        label={text(busy ? "capture.cancelling" : "capture.cancel.yes")}
        isDisabled={busy}
        autoFocus
        onPress={() => void end()}
      />
      <Button
        label={text("capture.cancel.no")}
        isDisabled={busy}
        onPress={() => setAsks("no longer")}
      />
    </div>
  );
}
