import { describe, expect, test } from "vitest";
import { createConversationDetector } from "./detector.ts";
import { play } from "./play.fixture.ts";

describe("a number in several messages", () => {
  test("a card number, with the agent's words between", () => {
    const found = play(["c: 4111", "a: go on", "c: 1111", "a: ok", "c: then 1111", "c: 1111"]);
    expect(found).toEqual([
      ["CARD_NUMBER 4111"],
      [],
      ["CARD_NUMBER 1111"],
      [],
      ["CARD_NUMBER 1111"],
      ["CARD_NUMBER 1111"],
    ]);
  });

  test("twelve digits, and the last four when they are asked for", () => {
    const found = play(["c: 453957876362", "a: and what are the last four digits?", "c: 1486"], {
      profile: "inline",
    });
    expect(found).toEqual([["CARD_NUMBER 453957876362"], [], ["CARD_NUMBER 1486"]]);
  });

  test("twelve digits of an account are no part of the social security number behind", () => {
    const lines = ["a: Your account number?", "c: 453957876362", "a: Last four digits?", "c: 1486"];
    expect(play(lines, { profile: "inline" })).toEqual([
      [],
      ["ACCOUNT_ID 453957876362"],
      [],
      ["SSN_PARTIAL 1486"],
    ]);
  });

  test("an IBAN", () => {
    expect(play(["c: NL91ABNA0417", "c: 164300"], { profile: "inline" })).toEqual([
      ["IBAN NL91ABNA0417"],
      ["IBAN 164300"],
    ]);
  });

  test("a social security number that was asked for", () => {
    const found = play(["a: What's your SSN?", "c: 219", "c: 09", "c: 9999"]);
    expect(found.slice(1).flat()).toEqual(
      expect.arrayContaining(["SSN 219", "SSN 09", "SSN 9999"]),
    );
  });

  test("a widget is told to hold a piece before it is sent", () => {
    const detector = createConversationDetector({ profile: "inline" });
    const hold = (speaker: string, text: string) => detector.add({ speaker, text }).hold;
    expect(hold("agent", "Could you give me the card number?")).toBeUndefined();
    expect(hold("customer", "ok one second")).toBeUndefined();
    expect(hold("customer", "4111")).toBe("piece-of-a-number");
    expect(hold("customer", "11111111")).toBe("piece-of-a-number");
  });

  test.each([
    ["Hi, I would like to pay for order 1042", "The blue boots, size 42."],
    ["it is 1042", "size 42 please"],
    ["my order number is 7391", "2"],
    ["4111", "it was $42"],
    ["4111", "on 12/08/2026"],
    ["4111", "the PX-785"],
    ["8976", "100"],
  ])("%s, then %s: nothing is held", (first, then) => {
    const detector = createConversationDetector({ profile: "inline" });
    const { hold: held } = detector.add({ speaker: "customer", text: first });
    detector.add({ speaker: "agent", text: "Hello, I am looking into it." });
    expect([held, detector.add({ speaker: "customer", text: then }).hold]).toEqual([
      undefined,
      undefined,
    ]);
  });

  test("an answer to another question is no piece", () => {
    const detector = createConversationDetector({ profile: "inline" });
    const hold = (speaker: string, text: string) => detector.add({ speaker, text }).hold;
    hold("customer", "4111");
    hold("agent", "Which size do you need?");
    expect(hold("customer", "42")).toBeUndefined();
    hold("customer", "4111");
    hold("agent", "ok, and then?");
    expect(hold("customer", "42")).toBe("piece-of-a-number");
  });

  test("a piece of an IBAN is held", () => {
    const detector = createConversationDetector({ profile: "inline" });
    const held = ["GB29 NWBK", "6016 1331", "9268 19"].map(
      (text) => detector.add({ speaker: "customer", text }).hold,
    );
    expect(held).toEqual([undefined, "piece-of-a-number", "piece-of-a-number"]);
  });

  test("a part that passes as a number of its own does not hide the rest", () => {
    const found = play(["a: Your card number?", "c: 62501", "c: 68015", "c: 90713", "c: 6452"], {
      profile: "inline",
    });
    expect(found.slice(1)).toEqual(
      ["62501", "68015", "90713", "6452"].map((piece) => [`CARD_NUMBER ${piece}`]),
    );
  });

  test("the piece that is announced by its size", () => {
    const found = play(
      ["c: first four 4111", "c: next four 1111", "c: then 1111", "c: last four digits are 1111"],
      { profile: "inline" },
    );
    expect(found).toEqual(
      ["4111", "1111", "1111", "1111"].map((piece) => [`CARD_NUMBER ${piece}`]),
    );
  });

  test.each([
    [
      "among a word or two beside each piece",
      ["3611", "nxt 877552", "1824 got it?"],
      ["3611", "877552", "1824"],
    ],
    ["numbered", ["5105", "pt2 1051", "pt3 0510", "pt4 5100"], ["5105", "1051", "0510", "5100"]],
  ])("pieces %s, where nobody spoke of a card", (_, lines, pieces) => {
    const found = play(
      lines.map((line) => `c: ${line}`),
      { profile: "inline" },
    );
    expect(found).toEqual(pieces.map((piece) => [`CARD_NUMBER ${piece}`]));
  });

  test("a number that is whole by itself is no piece, though 42 before it would make it whole again", () => {
    const found = play(["c: The blue boots, size 42.", "c: my card is 4111 1111 1111 1111"], {
      profile: "inline",
    });
    expect(found).toEqual([[], ["CARD_NUMBER 4111 1111 1111 1111"]]);
  });

  test("numbers with names of their own are no pieces", () => {
    const found = play(["c: my order is 4111111", "c: ticket 111111111"], { profile: "inline" });
    expect(found.flat()).toEqual(["ORDER_ID 4111111", "ORDER_ID 111111111"]);
  });
});

test("amounts and other answers do not join to a card number", () => {
  const found = play(["c: 3952", "c: sx 20", "c: 2000", "c: 2000", "c: I'm missing $500"], {
    profile: "inline",
  });
  expect(found.flat()).toEqual([]);
});
