import { describe, expect, test } from "vitest";
import { admit, isLate } from "./admit.ts";
import { alphabet, anna, at, CANARY, CAPTURE } from "./alphabet.ts";
import type { ConversationEvent } from "./event.ts";
import { fold } from "./replay.ts";
import { step } from "./step.ts";

const event = (type: ConversationEvent["type"]): ConversationEvent => {
  const found = alphabet.find((one) => one.type === type);
  if (found === undefined) throw new Error(type);
  return found;
};
const journal = (...types: ConversationEvent["type"][]) =>
  fold(types.map((type, index) => at(event(type), index + 1)));

const open = journal("started", "agent.took");
const capturing = journal("started", "agent.took", "capture.requested", "collector.registered");

describe("[BND1] what a customer sends while a capture is on", () => {
  test("a message becomes its id, so that a retry after the end is known and still not delivered", () => {
    expect(admit(capturing, event("customer.message"))).toEqual({
      verdict: "held",
      event: { type: "customer.held", id: `msg_${"0".repeat(26)}` },
    });
  });

  test.each([
    "customer.typing",
    "customer.read",
    "customer.named",
    "customer.page",
    "customer.left",
  ] as const)("%s leaves nothing at all", (type) => {
    expect(admit(capturing, event(type))).toEqual({ verdict: "held", event: null });
  });

  test("[BND1] [17] no admitted event of any type holds a byte of it", () => {
    for (const one of alphabet.filter(({ type }) => type.startsWith("customer."))) {
      expect(JSON.stringify(admit(capturing, one))).not.toContain(CANARY);
    }
  });
});

describe("[BND1] what was written before its sender knew of a capture's end", () => {
  const told = journal("started", "agent.took", "capture.requested", "collector.ended");

  test.each([
    [3, true],
    [4, false],
    [undefined, false],
  ])("after %s is late: %s", (after, late) => {
    expect(isLate(told, after)).toBe(late);
  });

  test("nothing is late where no capture has ended", () => {
    expect([isLate(open, 0), isLate(capturing, 0)]).toEqual([false, false]);
  });

  test("its id alone is kept, and reaches nobody", () => {
    const held = event("customer.held");
    expect(admit(told, held)).toEqual({ verdict: "take", event: held });
    expect(step(told, at(held, 5)).actions).toEqual([]);
  });
});

describe("refusals say why", () => {
  test.each([
    ["an agent writes during a capture", capturing, event("agent.message"), "capture_running"],
    ["a second capture", capturing, event("capture.requested"), "capture_running"],
    [
      "a decline of another capture",
      capturing,
      { type: "customer.declined", capture: `cap_${"1".repeat(26)}` },
      "no_capture",
    ],
    [
      "a cancel of what was submitted",
      fold([at(event("collector.submitted"), 5)], capturing),
      event("capture.cancelled"),
      "capture_running",
    ],
    ["a cancel where none runs", open, event("capture.cancelled"), "no_capture"],
    ["taking what is taken", open, event("agent.took"), "not_allowed"],
    [
      "anything after the close",
      fold([at(event("started")), at(event("customer.left"), 2)]),
      event("customer.message"),
      "conversation_closed",
    ],
  ] as const)("%s", (_, snapshot, one, code) => {
    expect(admit(snapshot, one)).toEqual({ verdict: "refuse", code });
  });
});

test("an open conversation takes a message as it is", () => {
  expect(admit(open, event("customer.message"))).toEqual({
    verdict: "take",
    event: event("customer.message"),
  });
  expect(admit(open, { type: "agent.typing", agent: anna })).toEqual({
    verdict: "take",
    event: { type: "agent.typing", agent: anna },
  });
  expect(admit(open, { type: "collector.opened", capture: CAPTURE })).toEqual({
    verdict: "refuse",
    code: "no_capture",
  });
});
