import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { detectCards } from "./card.ts";

const VALUE = "4111111111111111";
const found = (text: string) => detectCards(text).map(({ start, end }) => text.slice(start, end));

describe("a card number is found", () => {
  test.each([
    ["4111111111111111"],
    ["4111 1111 1111 1111"],
    ["4111-1111-1111-1111"],
    ["4111.1111.1111.1111"],
    ["41 11 11 11 11 11 11 11"],
    ["4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"],
    ["41111 111 11 1111 11"],
    ["3782 822463 10005"],
    ["３７８２８２２４６３１０００５"],
    ["٤١١١ ١١١١ ١١١١ ١١١١"],
    ["४१११ ११११ ११११ ११११"],
    ["𝟒𝟏𝟏𝟏 𝟏𝟏𝟏𝟏 𝟏𝟏𝟏𝟏 𝟏𝟏𝟏𝟏"],
    ["4\u200b1\u200b1\u200b1\u200b1111\u200b1111\u200b1111"],
    ["4\ufe0f\u20e31\ufe0f\u20e31\ufe0f\u20e31\ufe0f\u20e3 1111 1111 1111"],
    ["①①①①".replace("①", "④") + "111111111111"],
    ["4111\u00a01111\u00a01111\u00a01111"],
    ["4111\n1111\n1111\n1111"],
    ["6304000000000000"],
    ["6759 6498 2643 8453"],
  ])("%s", (written) => {
    expect(found(written)).toEqual([written]);
    expect(found(`hello 👩‍👩‍👧 ${written}, ok?`)).toEqual([written]);
    expect(found(`שלום ${written} תודה`)).toEqual([written]);
  });

  test("with its expiry and code behind it", () => {
    expect(found("4111 1111 1111 1111 12/27 123")).toEqual(["4111 1111 1111 1111"]);
    expect(found("4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 12/27")).toEqual([
      "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
    ]);
  });

  test("two in one message", () => {
    expect(found("4111 1111 1111 1111 or 5555555555554444")).toEqual([
      "4111 1111 1111 1111",
      "5555555555554444",
    ]);
  });
});

describe("a look-alike is not", () => {
  test.each([
    ["order 4111111111111112"],
    ["my order is 2024110512345678"],
    ["IMEI 490154203237518"],
    ["tracking 1Z999AA10123456784"],
    ["it was 1732160000000 in the log"],
    ["550e8400-e29b-41d4-a716-446655440000"],
    ["1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13"],
    ["from 2024-11-05 10:22:31 to 2024-11-06 11:00:00"],
    ["$1,250,000.00 and 3,400,000.00"],
    ["order number 6304000000000000"],
  ])("%s", (text) => {
    expect(found(text)).toEqual([]);
  });
});

test("a finding says why in words and never the value", () => {
  expect(detectCards(`my card: ${VALUE}`)).toEqual([
    {
      type: "CARD_NUMBER",
      start: 9,
      end: 25,
      confidence: 0.99,
      evidence: [
        "Visa issuer range and length",
        "check digit is right",
        "a word for cards stands before it",
      ],
      rule: "card-number",
    },
  ]);
});

test("no surrounding words lose it", () => {
  const word = fc
    .string({ unit: "grapheme", maxLength: 30 })
    .filter((text) => !/[\p{N}]/u.test(text.normalize("NFKD")));
  fc.assert(
    fc.property(word, word, (left, right) => {
      expect(found(`${left} ${VALUE} ${right}`)).toEqual([VALUE]);
    }),
  );
});
