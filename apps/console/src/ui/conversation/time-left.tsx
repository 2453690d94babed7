import type { ReactNode } from "react";
import { spellWait } from "../../store/spell-duration.ts";
import { useConsoleState, useText } from "../console-context.tsx";
import { useNow } from "../use-now.ts";

export function TimeLeft({ deadline }: { readonly deadline: number }): ReactNode {
  const text = useText();
  const skew = useConsoleState((state) => state.skew);
  const left = deadline - useNow() - skew;
  return (
    <span className="time-left" role="timer">
      {left > 0 ? text("capture.left", { time: spellWait(left) }) : text("capture.left.over")}
    </span>
  );
}
