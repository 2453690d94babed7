import fc from "fast-check";
import { expect, test } from "vitest";
import { channels, POLICY_VERSION, regions, verdictFor } from "./index.ts";

const card = ["card.pan", "card.holder", "card.exp", "card.cvv"];
const ask = (change: Partial<Parameters<typeof verdictFor>[0]>) =>
  verdictFor({
    region: "default",
    classes: card,
    channel: "webchat_iframe",
    purpose: null,
    ...change,
  });

test("the form takes a card and keeps it 90 days", () => {
  expect(ask({})).toEqual({ rule: "allow", retentionDays: 90, version: POLICY_VERSION });
});

test("the chat never takes a card; a text message may carry a link to the form", () => {
  expect(ask({ channel: "chat_text" })).toEqual({
    rule: "deny",
    retentionDays: 0,
    version: POLICY_VERSION,
  });
  expect(ask({ channel: "agent_typed" })).toMatchObject({ rule: "deny" });
  expect(ask({ channel: "sms_text" })).toMatchObject({ rule: "link_only" });
});

test("a region's rule is added to the channel's", () => {
  expect(ask({ region: "IN", classes: ["id.country", "id.national"] })).toMatchObject({
    rule: "deny",
  });
  expect(ask({ region: "IN" })).toMatchObject({ rule: "allow" });
});

test("what is asked for together is kept as long as the shortest of it, and an unknown class is a secret", () => {
  expect(ask({ classes: ["address.postal"] }).retentionDays).toBe(365);
  expect(ask({ classes: ["address.postal", "card.pan"] }).retentionDays).toBe(90);
  expect(ask({ classes: ["address.postal", "favourite.colour"] }).retentionDays).toBe(30);
});

test("asking for more is never less strict and never kept longer", () => {
  const classes = fc.array(
    fc.constantFrom(...card, "id.national", "address.postal", "email", "text.secret"),
  );
  const order = ["allow", "link_only", "deny"];
  fc.assert(
    fc.property(
      classes,
      classes,
      fc.constantFrom(...regions),
      fc.constantFrom(...channels),
      (some, more, region, channel) => {
        const few = ask({ classes: some, region, channel });
        const many = ask({ classes: [...some, ...more], region, channel });
        expect(order.indexOf(many.rule)).toBeGreaterThanOrEqual(order.indexOf(few.rule));
        expect(many.retentionDays).toBeLessThanOrEqual(few.retentionDays);
      },
    ),
  );
});
