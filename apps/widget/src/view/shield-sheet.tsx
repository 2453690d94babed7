import { Shield } from "lucide-react";
import { useId } from "react";
import type { CaptureEntry } from "../core/chat-state.ts";
import { askedText, heldName } from "./capture-text.ts";
import { PhoneLink } from "./phone-link.tsx";
import { SecureFrame } from "./secure-frame.tsx";
import { SheetActions } from "./sheet-actions.tsx";
import { TimeLeft } from "./time-left.tsx";
import { useStore } from "./use-store.ts";
import { useWidget } from "./widget-context.ts";

/** The capture that is on: who asks, for what, how much, where it goes; the form; and the ways out. */
export function ShieldSheet({ entry }: { entry: CaptureEntry }) {
  const { chat, desk, locale, words } = useWidget();
  const { welcome, agentName, skew } = useStore(chat.store);
  const { place } = useStore(desk.store);
  const { capture } = entry;
  const id = useId();

  return (
    <section className="sheet capture" aria-labelledby={id}>
      <h3 id={id} tabIndex={-1} data-entry="sheet">
        <Shield size={16} aria-hidden="true" />
        <span>{askedText(capture, words, locale)}</span>
      </h3>
      {capture.purpose && <p dir="auto">{words.purpose(capture.purpose)}</p>}
      <p className="promise">
        {words.onlyForm(heldName(capture, agentName))}{" "}
        {welcome && words.goesTo(new URL(welcome.collectorOrigin).host)}
      </p>
      <TimeLeft deadline={capture.deadline} skew={skew} />
      {body()}
      <SheetActions capture={capture} ready={entry.ready} />
    </section>
  );

  function body() {
    if (!entry.ready)
      return (
        <p role="status" className="waiting">
          {words.preparing}
        </p>
      );
    if (place === "phone") return <PhoneLink />;
    if (place === "here" && welcome)
      return <SecureFrame collectorOrigin={welcome.collectorOrigin} />;
    if (place !== "elsewhere")
      return (
        <p role="status" className="waiting">
          {words.loadingForm}
        </p>
      );
    return (
      <div className="apart">
        <p>{words.elsewhere}</p>
        <button type="button" className="primary" onClick={desk.continueHere}>
          {words.continueHere}
        </button>
      </div>
    );
  }
}
