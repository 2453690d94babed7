import type { FromFrame, RefusalCode } from "@aside/protocol";

/**
 * Where the form of the capture is. `asking`: not looked at yet, or not ready. `taking`: this tab asks the others whether one has it.
 * `here`: the frame is in this tab. `elsewhere`: another tab or device has it. `phone`: a link was made for a phone.
 */
export type Place = "asking" | "taking" | "here" | "elsewhere" | "phone";

/** `slow`: it did not say that it is ready in time. `no-ticket`: the gateway gave none. */
export type Phase =
  | "loading"
  | "form"
  | "sending"
  | "stored"
  | "ended"
  | "slow"
  | "broken"
  | "no-ticket";

export type DeskState = {
  capture: string | null;
  place: Place;
  /** Counts the frames that were put up: each is a new one. */
  attempt: number;
  phase: Phase;
  /** What the form wants, in CSS pixels; 0 until it says so. */
  height: number;
  link: { url: string; expires: number } | null;
  busy: boolean;
  trouble: RefusalCode | "offline" | null;
};

export const emptyDesk: DeskState = {
  capture: null,
  place: "asking",
  attempt: 0,
  phase: "loading",
  height: 0,
  link: null,
  busy: false,
  trouble: null,
};

type FrameState = Extract<FromFrame, { type: "state" }>["state"];

/** What a word of the frame means here. Where it is covered, the form itself says what to do. */
export function phaseOf(state: Exclude<FrameState, "needs-ticket" | "replaced">): Phase {
  return state === "covered" ? "form" : state;
}
