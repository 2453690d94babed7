import { expect, test } from "vitest";
import { emptyContext } from "./context.ts";
import { heardCustomer, standing } from "./changes.ts";

test("the last line says where something was cut out of it, as far as it goes", () => {
  const text = `${"x".repeat(100)}[card number removed]${"y".repeat(10)}[security code removed], ok`;
  const cuts = [
    { start: 100, end: 121, type: "CARD_NUMBER" },
    { start: 131, end: 154, type: "CVV" },
    { start: 150, end: 155, type: "PIN" },
  ];
  const message = { id: `msg_${"1".repeat(26)}`, text, cuts };
  expect(
    heardCustomer(emptyContext, { type: "customer.message", message, seq: 2, at: 5 }).last,
  ).toEqual({
    seq: 2,
    from: "customer",
    text: text.slice(0, 140),
    cuts: [
      { start: 100, end: 121, type: "CARD_NUMBER" },
      { start: 131, end: 140, type: "CVV" },
    ],
    at: 5,
  });
});

test("the last line goes with what is taken back of it, and stays where it is another one", () => {
  const message = (text: string) => ({ id: `msg_${"1".repeat(26)}`, text, cuts: [] });
  const said = { type: "customer.message", message: message("4539 5787"), seq: 2, at: 5 } as const;
  const { last = null } = heardCustomer(emptyContext, said);
  const retracted = (seq: number) => ({
    type: "customer.retracted" as const,
    stray: { until: null, mayPass: false, found: [], agent: null },
    retracts: [{ seq, message: message("[card number removed]") }],
    seq: 3,
    at: 6,
  });
  expect(standing(last, retracted(2))).toEqual({ ...last, text: "[card number removed]" });
  expect(standing(last, retracted(1))).toBe(last);
  expect(standing(null, retracted(2))).toBe(null);
});
