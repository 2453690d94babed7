import type { ReviewState } from "@aside/protocol";
import type { ReactNode } from "react";
import { useText } from "../console-context.tsx";

/** How it stands, as a word with a dot. */
export function IncidentState({ state }: { readonly state: ReviewState }): ReactNode {
  const text = useText();
  return (
    <span className="incident-state" data-state={state}>
      {text(`incident.state.${state}`)}
    </span>
  );
}
