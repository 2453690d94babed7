import type { CannedLine } from "@aside/protocol";

/** What a blind agent may say. The customer's widget shows these by key in the customer's language; this is the source. */
export const CANNED_LINES: Readonly<Record<CannedLine, string>> = {
  take_your_time: "Take your time.",
  still_here: "I am still here.",
  no_rush_to_decide: "You do not have to do this now, just tell the form.",
};
