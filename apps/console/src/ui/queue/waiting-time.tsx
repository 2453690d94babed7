import type { ReactNode } from "react";
import { spellWait, urgencyOf } from "../../store/spell-duration.ts";
import { useConsoleState, useText } from "../console-context.tsx";
import { useNow } from "../use-now.ts";

/** Ticks by the second. Its words for a screen reader are those of the moment it is read. */
export function WaitingTime({ since }: { readonly since: number }): ReactNode {
  const skew = useConsoleState((state) => state.skew);
  const text = useText();
  const waits = useNow() + skew - since;
  const time = spellWait(waits);
  return (
    <span className="waiting-time" data-urgency={urgencyOf(waits)}>
      <span aria-hidden="true">{time}</span>
      <span className="visually-hidden">{text("queue.waits", { time })}</span>
    </span>
  );
}
