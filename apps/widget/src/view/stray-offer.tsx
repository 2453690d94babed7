import { useId, useLayoutEffect, useRef, type KeyboardEvent } from "react";
import type { Offer } from "../core/composer.ts";
import { troubleText } from "./trouble-text.ts";
import { useStore } from "./use-store.ts";
import { useWidget } from "./widget-context.ts";

/** The stop before, or right after, a card number: two ways on. */
export function StrayOffer({ offer }: { offer: Offer }) {
  const { composer, hasFocus, words } = useWidget();
  const { asking } = useStore(composer.store);
  const title = useRef<HTMLHeadingElement>(null);
  const id = useId();

  useLayoutEffect(() => {
    if (hasFocus()) title.current?.focus({ preventScroll: true });
  }, [hasFocus]);

  function leave(way: () => void) {
    const panel = title.current?.closest(".panel");
    way();
    panel?.querySelector<HTMLElement>("[data-entry='composer']")?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    leave(composer.dismiss);
  }

  return (
    <section className="sheet offer" aria-labelledby={id} onKeyDown={onKeyDown}>
      <h3 id={id} ref={title} tabIndex={-1}>
        {words.strayTitle}
      </h3>
      <p>{offer.from === "sent" ? words.strayCut : words.strayText}</p>
      {offer.trouble && (
        <p role="alert" className="trouble">
          {troubleText(offer.trouble, words)}
        </p>
      )}
      <div className="ways">
        <button
          type="button"
          className="primary"
          disabled={asking}
          onClick={() => void composer.sendSafely()}
        >
          {words.sendSafely}
        </button>
        <button type="button" className="plain" onClick={() => leave(composer.somethingElse)}>
          {words.somethingElse}
        </button>
      </div>
    </section>
  );
}
