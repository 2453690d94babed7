import type { ConsoleFrame } from "@aside/protocol";
import { isCapturing } from "./admit.ts";
import { isFromCustomer, type JournaledEvent } from "./event.ts";
import type { Snapshot } from "./step.ts";

/**
 * BND1, once more and apart from the machine: whether a frame that an event brought forth may go to any sink that an
 * agent, supervisor, bot or webhook can read. Decided from the snapshots on both sides of that event, never from now.
 */
export function mayReachAgent(
  before: Snapshot,
  event: JournaledEvent,
  after: Snapshot,
  frame: ConsoleFrame,
): boolean {
  if (!isFromCustomer(event)) return true;
  if (!isCapturing(before) && !isCapturing(after)) return true;
  // A decline before any ticket is itself the exit fence: presence, as it is from then on, goes with it.
  if (frame.type === "customer-online") return !isCapturing(after);
  return frame.type === "capture" || frame.type === "phase";
}
