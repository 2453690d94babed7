import { useReducer, useEffect } from "react";
import type { CaptureFlow } from "../flow/capture-flow.ts";
import type { FlowView } from "../flow/flow-state.ts";

/** Renders again after each change of the flow or of the form's fields. */
export function useFlow(flow: CaptureFlow): FlowView {
  const [, changed] = useReducer((count: number) => count + 1, 0);
  useEffect(() => flow.subscribe(changed), [flow]);
  return flow.view();
}
