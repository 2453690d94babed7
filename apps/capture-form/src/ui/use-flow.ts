import { useLayoutEffect, useState } from "preact/hooks";
import type { CaptureFlow } from "../flow/capture-flow.ts";
import type { FlowView } from "../flow/flow-state.ts";

/** Renders again after each change of the flow or of the form's fields: the flow makes a view of its own for each. */
export function useFlow(flow: CaptureFlow): FlowView {
  const [view, setView] = useState(flow.view);
  useLayoutEffect(() => {
    const look = () => setView(flow.view());
    // It may have changed since it was rendered.
    look();
    return flow.subscribe(look);
  }, [flow]);
  return view;
}
