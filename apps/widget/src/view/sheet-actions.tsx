import { useState } from "react";
import type { Capture } from "../core/chat-state.ts";
import { onPhone } from "../page/on-phone.ts";
import { troubleText } from "./trouble-text.ts";
import { useStore } from "./use-store.ts";
import { useWidget } from "./widget-context.ts";

/** Not now, more time, my phone. */
export function SheetActions({ capture, ready }: { capture: Capture; ready: boolean }) {
  const { desk, words } = useWidget();
  const { busy, phase, place, trouble } = useStore(desk.store);
  const [declining, setDeclining] = useState<boolean | "no longer">(false);
  const done = place === "here" && (phase === "sending" || phase === "stored");
  if (done || capture.status === "submitted") return null;

  return (
    <div className="actions">
      {trouble && (
        <p role="alert" className="trouble">
          {troubleText(trouble, words)}
        </p>
      )}
      {declining === true ? confirm() : ways()}
    </div>
  );

  function change() {
    if (place === "phone") desk.continueHere();
    else if (!busy) void desk.usePhone();
  }

  function confirm() {
    return (
      <>
        <p>{words.declineSure}</p>
        <div className="ways">
          <button
            type="button"
            className="plain"
            disabled={busy}
            autoFocus
            onClick={() => void desk.decline()}
          >
            {words.yesDecline}
          </button>
          <button type="button" className="text" onClick={() => setDeclining("no longer")}>
            {words.back}
          </button>
        </div>
      </>
    );
  }

  function ways() {
    return (
      <div className="ways">
        <button
          type="button"
          className="text"
          autoFocus={declining === "no longer"}
          onClick={() => setDeclining(true)}
        >
          {words.notNow}
        </button>
        {ready && capture.extensionsLeft > 0 && (
          <button
            type="button"
            className="text"
            aria-disabled={busy}
            onClick={() => void (busy || desk.moreTime())}
          >
            {words.moreTime}
          </button>
        )}
        {/* One button for the way there and back, never disabled: it keeps the focus. */}
        {ready && (
          <button type="button" className="text" aria-disabled={busy} onClick={change}>
            {place === "phone" ? words.continueHere : onPhone() ? words.useOther : words.usePhone}
          </button>
        )}
      </div>
    );
  }
}
