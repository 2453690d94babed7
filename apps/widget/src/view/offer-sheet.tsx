import type { RefusalCode } from "@aside/protocol";
import { useId, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import { troubleText } from "./trouble-text.ts";
import { useWidget } from "./widget-context.ts";

type Props = {
  title: string;
  text: string;
  trouble: RefusalCode | "offline" | null;
  onEscape(): void;
  /** The buttons. `leave` does something and puts the focus back to the composer. */
  ways(leave: (way: () => void) => void): ReactNode;
};

/** A question that stands in the conversation until it is answered. */
export function OfferSheet({ title, text, trouble, onEscape, ways }: Props) {
  const { hasFocus, words } = useWidget();
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();

  useLayoutEffect(() => {
    if (hasFocus()) heading.current?.focus({ preventScroll: true });
  }, [hasFocus]);

  function leave(way: () => void) {
    const panel = heading.current?.closest(".panel");
    way();
    panel?.querySelector<HTMLElement>("[data-entry='composer']")?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    leave(onEscape);
  }

  return (
    <section className="sheet offer" aria-labelledby={id} onKeyDown={onKeyDown}>
      <h3 id={id} ref={heading} tabIndex={-1}>
        {title}
      </h3>
      <p>{text}</p>
      {trouble && (
        <p role="alert" className="trouble">
          {troubleText(trouble, words)}
        </p>
      )}
      <div className="ways">{ways(leave)}</div>
    </section>
  );
}
