import { useSyncExternalStore } from "react";
import type { CaptureFlow } from "../flow/capture-flow.ts";
import type { FlowView } from "../flow/flow-state.ts";

/** Renders again after each change of the flow or of the form's fields: the flow makes a view of its own for each. */
export function useFlow(flow: CaptureFlow): FlowView {
  return useSyncExternalStore(flow.subscribe, flow.view);
}
