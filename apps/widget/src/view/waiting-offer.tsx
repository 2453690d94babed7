import { formFor, type FromWidget, type RefusalCode } from "@aside/protocol";
import { useState } from "react";
import type { MessageEntry } from "../core/chat-state.ts";
import { OfferSheet } from "./offer-sheet.tsx";
import { strayTitle } from "./stray-offer.tsx";
import { useWidget } from "./widget-context.ts";

/** The gateway cut something out of a message and keeps it sealed for some minutes: its customer says what becomes of it. */
export function WaitingOffer({ entry }: { entry: MessageEntry }) {
  const { chat, locale, words } = useWidget();
  const [asking, setAsking] = useState(false);
  const [trouble, setTrouble] = useState<RefusalCode | "offline" | null>(null);
  const types = entry.cuts.map(({ type }) => type);
  const template = formFor(types);
  const { mayPass = false, until = 0 } = entry.stray ?? {};
  const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
  const discard: FromWidget = { type: "stray.discard", message: entry.key };

  async function decide(request: FromWidget) {
    setAsking(true);
    const reply = await chat.request(request);
    setAsking(false);
    // A frame tells what became of it; one that is gone already was told too.
    const gone = reply?.ok === false && reply.code === "not_found";
    setTrouble(reply === null ? "offline" : reply.ok || gone ? null : reply.code);
  }

  return (
    <OfferSheet
      title={strayTitle(types, words)}
      text={[
        words.strayCut,
        mayPass ? "" : words.strayStays,
        words.strayUntil(time.format(until - chat.store.get().skew)),
      ]
        .filter((text) => text !== "")
        .join(" ")}
      trouble={trouble}
      onEscape={() => undefined}
      ways={(leave) => (
        <>
          {template !== null && (
            <button
              type="button"
              className="primary"
              disabled={asking}
              onClick={() => void decide({ type: "capture.request", template, stray: entry.key })}
            >
              {words.sendSafely}
            </button>
          )}
          {mayPass && (
            <button
              type="button"
              className="plain"
              disabled={asking}
              onClick={() =>
                leave(() => void decide({ type: "stray.release", message: entry.key }))
              }
            >
              {words.somethingElse}
            </button>
          )}
          <button
            type="button"
            className="plain"
            disabled={asking}
            onClick={() => leave(() => void decide(discard))}
          >
            {words.throwAway}
          </button>
        </>
      )}
    />
  );
}
