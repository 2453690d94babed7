import { expect, it } from "vitest";
import { emptyChat, type ChatState, type MessageEntry } from "./chat-state.ts";
import { look } from "./look.ts";

function said(...lines: (readonly [MessageEntry["from"], string])[]): ChatState {
  const entries = lines.map(([from, text], seq): MessageEntry => {
    const rest = { name: null, cuts: [], stray: null, amended: null, changedAt: 0 };
    return { kind: "message", key: `m${seq}`, seq, at: 1, from, text, ...rest };
  });
  return { ...emptyChat, entries };
}

it("[14] holds digits after a question for a card and after other digits, and knows the last part for what it is", () => {
  const asked = said(["agent", "What is your card number?"]);
  expect(look(asked, [], "4111").piece).toBe(true);
  const begun = said(["customer", "4111"]);
  expect(look(begun, [], "1111")).toEqual({ spans: [], piece: true, parts: ["m0"] });
  expect(look(said(), [], "4111")).toEqual({ spans: [], piece: false, parts: [] });
  const parts = said(["customer", "4111"], ["customer", "1111"], ["customer", "1111"]);
  const last = look(parts, [], "1111");
  expect(last.spans).toEqual([{ start: 0, end: 4, type: "CARD_NUMBER" }]);
  expect(last.parts).toEqual(["m0", "m1", "m2"]);
});

it("counts what was sent and has not come back yet", () => {
  const pending = ["4111", "1111", "1111"].map((text, index) => ({
    id: `p${index}`,
    text,
    cleared: false,
    at: 1,
    after: 0,
    state: "queued" as const,
    code: null,
  }));
  expect(look(said(), pending, "1111").spans).toHaveLength(1);
});

it("asks about no more than the gateway cuts out", () => {
  const welcome = {
    type: "welcome" as const,
    session: "s",
    conversation: `cnv_${"0".repeat(26)}`,
    tenant: { name: "Shop", colour: "#000000", greeting: "" },
    collectorOrigin: "http://127.0.0.1",
    open: true,
    cutTypes: ["PIN"],
  };
  const state = { ...said(), welcome };
  expect(look(state, [], "4111111111111111").spans).toEqual([]);
  expect(look(state, [], "my pin is 1234").spans.map(({ type }) => type)).toEqual(["PIN"]);
});
