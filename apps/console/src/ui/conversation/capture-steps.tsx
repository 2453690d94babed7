import type { ReactNode } from "react";
import type { CaptureTrack } from "../../store/conversation.ts";
import { useText } from "../console-context.tsx";

const STEPS = ["offered", "opened", "in_progress", "submitted"] as const;

/** offered · opened · in progress · submitted */
export function CaptureSteps({
  reached,
}: {
  readonly reached: CaptureTrack["reached"];
}): ReactNode {
  const text = useText();
  return (
    <div className="steps-place">
      <ol className="steps" aria-label={text("capture.steps")}>
        {STEPS.map((step, index) => {
          const state = index < reached ? "done" : index === reached ? "now" : "next";
          const name = text(`capture.step.${step}`);
          return (
            <li
              key={step}
              data-state={state}
              {...(state === "now" ? { "aria-current": "step" as const } : {})}
            >
              <span aria-hidden="true">{name}</span>
              <span className="visually-hidden">
                {text(`capture.step.${state}`, { step: name })}
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
