import { useMemo, useRef, useState, type KeyboardEvent } from "react";
import { activeCapture, waitingStray } from "../core/chat-state.ts";
import { timeline, type Item } from "../core/timeline.ts";
import { Bubble } from "./bubble.tsx";
import { DayLine, EndedLine, PresenceLine } from "./event-lines.tsx";
import { ShieldSheet } from "./shield-sheet.tsx";
import { StrayOffer } from "./stray-offer.tsx";
import { useStickToEnd } from "./use-stick-to-end.ts";
import { useStore } from "./use-store.ts";
import { WaitingOffer } from "./waiting-offer.tsx";
import { useWidget } from "./widget-context.ts";

/** What was said, and below it the sheet of what is going on. */
export function Conversation() {
  const { chat, composer, words } = useWidget();
  const state = useStore(chat.store);
  const pending = useStore(chat.outbox.store);
  const { offer } = useStore(composer.store);
  const items = useMemo(() => timeline(state, pending), [state, pending]);
  const capture = activeCapture(state);
  const stray = waitingStray(state);
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  useStickToEnd(scroller, content, capture?.key ?? null);
  const { focused, onFocus, onKeyDown } = useRovingLines(items);

  return (
    <div className="scroller" ref={scroller}>
      <div className="content" ref={content}>
        {state.welcome && (
          <p className="greeting" dir="auto">
            {state.welcome.tenant.greeting}
          </p>
        )}
        <ol className="lines" aria-label={words.conversation} onKeyDown={onKeyDown}>
          {items.map((item) => (
            <li key={item.key} className={`item ${item.kind}`}>
              {lineOf(item)}
            </li>
          ))}
        </ol>
        {state.agentTyping && (
          <p className="typing" aria-label={words.typing(state.agentName)}>
            <span aria-hidden="true" />
            <span aria-hidden="true" />
            <span aria-hidden="true" />
          </p>
        )}
        {offer && !capture && <StrayOffer offer={offer} />}
        {stray && !offer && !capture && <WaitingOffer key={stray.key} entry={stray} />}
        {capture && <ShieldSheet key={capture.key} entry={capture} />}
      </div>
    </div>
  );

  function lineOf(item: Item) {
    switch (item.kind) {
      case "line":
        return <Bubble line={item} tabbable={item.key === focused} onFocus={onFocus} />;
      case "day":
        return <DayLine at={item.at} />;
      case "presence":
        return <PresenceLine entry={item.entry} />;
      case "ended":
        return <EndedLine entry={item.entry} />;
    }
  }
}

/** One stop for the tab key in all of the lines; the arrows go from line to line. */
function useRovingLines(items: readonly Item[]) {
  const [chosen, setChosen] = useState<string | null>(null);
  const lines = items.filter((item) => item.kind === "line");
  const focused = lines.some(({ key }) => key === chosen) ? chosen : lines.at(-1)?.key;

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    const next = lines[lines.findIndex(({ key }) => key === focused) + step];
    if (!next) return;
    event.preventDefault();
    setChosen(next.key);
    event.currentTarget.querySelector<HTMLElement>(`[data-line="${next.key}"]`)?.focus();
  }

  return { focused, onFocus: setChosen, onKeyDown };
}
