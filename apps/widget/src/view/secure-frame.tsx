import { useRef } from "react";
import type { Phase } from "../core/desk-state.ts";
import type { Words } from "../locale/words.ts";
import { useStore } from "./use-store.ts";
import { useWidget } from "./widget-context.ts";

const HEIGHT_BEFORE_IT_SAYS = 320;

/**
 * The collector's form. Nothing may lie over the frame, and neither it nor what it stands in may have a transform, an
 * opacity or a filter: the form notices, and closes itself.
 */
export function SecureFrame({ collectorOrigin }: { collectorOrigin: string }) {
  const { desk, tenant, words } = useWidget();
  const { attempt, height, phase } = useStore(desk.store);
  const frame = useRef<HTMLIFrameElement>(null);
  const trouble = troubleOf(phase, words);

  function onLoad() {
    const target = frame.current?.contentWindow;
    if (target) desk.frameLoaded(target, collectorOrigin);
  }

  return (
    <>
      <p role="status" className={phase === "form" ? "unseen" : "waiting"}>
        {progressOf(phase, words)}
      </p>
      {trouble && (
        <div className="apart" role="alert">
          <p>{trouble}</p>
          <button type="button" className="primary" onClick={desk.retry}>
            {words.retry}
          </button>
        </div>
      )}
      <iframe
        key={attempt}
        ref={frame}
        className="secure"
        title={words.formTitle}
        src={`${collectorOrigin}/form?tenant=${encodeURIComponent(tenant)}`}
        sandbox="allow-scripts allow-forms allow-same-origin"
        allow=""
        referrerPolicy="origin"
        height={height || HEIGHT_BEFORE_IT_SAYS}
        hidden={trouble !== null}
        onLoad={onLoad}
      />
    </>
  );
}

function troubleOf(phase: Phase, words: Words): string | null {
  if (phase === "slow") return words.slow;
  if (phase === "broken") return words.broken;
  return phase === "no-ticket" ? words.noTicket : null;
}

function progressOf(phase: Phase, words: Words): string {
  if (phase === "loading") return words.loadingForm;
  if (phase === "sending") return words.sending;
  return phase === "stored" ? words.stored : "";
}
