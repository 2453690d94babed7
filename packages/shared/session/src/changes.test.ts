import { expect, test } from "vitest";
import { emptyContext } from "./context.ts";
import { heardCustomer } from "./changes.ts";

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
    from: "customer",
    text: text.slice(0, 140),
    cuts: [
      { start: 100, end: 121, type: "CARD_NUMBER" },
      { start: 131, end: 140, type: "CVV" },
    ],
    at: 5,
  });
});
