import type { JournaledEvent } from "@aside/session";

/** What an event decides about something that was cut out; null where it decides nothing. */
export function strayOutcome(event: JournaledEvent): "taken" | "released" | "discarded" | null {
  if (event.type === "capture.requested") return event.stray === undefined ? null : "taken";
  if (event.type === "customer.stray-released") return "released";
  const gone = event.type === "customer.stray-discarded" || event.type === "clock.stray";
  return gone ? "discarded" : null;
}
