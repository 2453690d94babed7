import { expect, test } from "vitest";
import { alphabet, anna, at, CAPTURE, OBSERVER } from "./alphabet.ts";
import { alarm, duties } from "./duties.ts";
import type { ConversationEvent } from "./event.ts";
import { fold } from "./replay.ts";

const requested = alphabet.find((event) => event.type === "capture.requested") ?? {
  type: "customer.typing" as const,
};
const begin: ConversationEvent[] = [
  { type: "started", customer: null, page: null },
  { type: "agent.took", agent: anna },
];
const after = (...events: ConversationEvent[]) =>
  fold([...begin, ...events].map((event, index) => at(event, index + 1)));

test("an entry registers until the collector has confirmed, and rings at the end of its time", () => {
  const entering = after(requested);
  expect(duties(entering)).toEqual([{ type: "register" }]);
  expect(alarm(entering, 0)).toEqual({
    at: 103 + 10_000,
    clock: { type: "clock.entry-over", capture: CAPTURE },
  });
});

test("an attached observer rings after 2 s, once", () => {
  const watched = after({ type: "observer.joined", observer: OBSERVER, name: "Carla" }, requested);
  expect(alarm(watched, 0)).toEqual({
    at: 104 + 2_000,
    clock: { type: "clock.entry", capture: CAPTURE },
  });
  const cut = after({ type: "observer.joined", observer: OBSERVER, name: "Carla" }, requested, {
    type: "clock.entry",
    capture: CAPTURE,
  });
  expect(alarm(cut, 0)).toEqual({
    at: 104 + 10_000,
    clock: { type: "clock.entry-over", capture: CAPTURE },
  });
});

test("[CAP1] a cancel is repeated to the collector until it has said how the capture ended", () => {
  const collecting = after(requested, { type: "collector.registered", capture: CAPTURE });
  expect(duties(collecting)).toEqual([]);
  expect(alarm(collecting, 0)).toEqual({
    at: 600,
    clock: { type: "clock.deadline", capture: CAPTURE },
  });
  const deciding = after(
    requested,
    { type: "collector.registered", capture: CAPTURE },
    { type: "capture.cancelled", capture: CAPTURE, by: "agent" },
  );
  expect(duties(deciding)).toEqual([{ type: "void", intent: "cancelled" }]);
  expect(alarm(deciding, 50_000)).toEqual({ at: 55_000, clock: null });
});

test("a conversation without a running capture needs no look", () => {
  expect(duties(after())).toEqual([]);
  expect(alarm(after(), 0)).toBeNull();
});

test("what was cut out rings when its time is over, also in a capture, and not in a closed conversation", () => {
  const cut = alphabet.find((event) => event.type === "customer.message" && "stray" in event);
  if (cut === undefined) throw new Error("not in the alphabet");
  const clock = { type: "clock.stray", id: `msg_${"0".repeat(26)}` };
  expect(alarm(after(cut), 0)).toEqual({ at: 500, clock });
  const collecting = after(cut, requested, { type: "collector.registered", capture: CAPTURE });
  expect(alarm(collecting, 0)).toEqual({ at: 500, clock });
  expect(alarm(after(cut, { type: "agent.closed", agent: anna }), 0)).toBeNull();
});
