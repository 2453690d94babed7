import { useEffect, useRef, type RefObject } from "react";

const NEAR_PX = 60;

/**
 * Keeps the end of the conversation in view as it grows, unless the customer has scrolled away. While a capture is on, its
 * sheet's head is what stays in view.
 */
export function useStickToEnd(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  capture: string | null,
) {
  const follows = useRef(true);

  useEffect(() => {
    const outer = scroller.current;
    const inner = content.current;
    if (!outer || !inner) return;
    follows.current = true;

    function settle() {
      if (!outer || !follows.current) return;
      const sheet = outer.querySelector<HTMLElement>(".sheet.capture");
      outer.scrollTop = sheet ? sheet.offsetTop - 12 : outer.scrollHeight;
    }
    function onScroll() {
      if (!outer) return;
      const sheet = outer.querySelector<HTMLElement>(".sheet.capture");
      const target = sheet ? sheet.offsetTop - 12 : outer.scrollHeight;
      const end = Math.min(target, outer.scrollHeight - outer.clientHeight);
      follows.current = Math.abs(outer.scrollTop - end) < NEAR_PX;
    }

    settle();
    const observer = new ResizeObserver(settle);
    observer.observe(inner);
    observer.observe(outer);
    outer.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      observer.disconnect();
      outer.removeEventListener("scroll", onScroll);
    };
  }, [scroller, content, capture]);
}
