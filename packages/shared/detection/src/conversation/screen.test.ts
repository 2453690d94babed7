import fc from "fast-check";
import { expect, test } from "vitest";
import { createInlineDetector } from "../inline.ts";
import { createScreen, isSure, type Screen } from "./screen.ts";

function screen(): Screen & { say(speaker: string, text: string): string } {
  const made = createScreen(() => createInlineDetector());
  let seq = 0;
  return {
    ...made,
    say(speaker, text) {
      seq += 1;
      made.look(speaker, text);
      made.hear({ id: `m${seq}`, seq, speaker, text });
      return `m${seq}`;
    },
  };
}

const parts = ["4111", "1111", "1111"];

test("[14] the last part of a number makes the earlier ones known, with the agent's words in between", () => {
  const one = screen();
  const ids = parts.map((part) => {
    one.say("agent", "ok");
    return one.say("customer", part);
  });
  const { findings, earlier } = one.look("customer", "1111");
  expect(findings.map(({ type }) => type)).toEqual(["CARD_NUMBER"]);
  expect(earlier.map(({ message }) => message.id)).toEqual(ids);
  expect(findings.some(isSure)).toBe(false);
});

test("[14] a card that was asked for is sure", () => {
  const one = screen();
  one.say("agent", "What is your card number?");
  for (const part of parts) one.say("customer", part);
  expect(one.look("customer", "1111").findings.every(isSure)).toBe(true);
});

test.each([
  "payment for order 1042: 4111 1111 1111 1111",
  "order number 4111111111111111",
  "4111111111111111",
])("what passes every check of a card is asked about, whatever it is called: %s", (text) => {
  const { findings } = screen().look("customer", text);
  expect(findings.map(({ type }) => type)).toContain("CARD_NUMBER");
  expect(findings.some(isSure)).toBe(false);
});

test("what was looked at and not said changes nothing", () => {
  const one = screen();
  for (const part of parts) one.say("customer", part);
  one.look("customer", "9");
  one.look("customer", "1111");
  expect(one.look("customer", "1111").earlier).toHaveLength(3);
});

test("[14] what a part would be joined with, if it stood there again", () => {
  const one = screen();
  const ids = parts.map((part) => one.say("customer", part));
  const last = one.say("customer", "[card number removed]");
  expect([...one.joinedWith(new Map([[last, "1111"]]))].toSorted()).toEqual([...ids, last]);
  expect([...one.joinedWith(new Map([[last, "1112"]]))]).toEqual([]);
});

test("[14] what was cut out was said: the date and the code behind a card number are known for what they are", () => {
  const one = screen();
  const said = { speaker: "customer", text: "[card number removed]", cut: ["CARD_NUMBER"] };
  one.hear({ id: "card", seq: 1, ...said });
  expect(one.look("customer", "09/27").findings.map(({ type }) => type)).toEqual(["EXPIRY"]);
  one.hear({ ...said, id: "date", seq: 2, text: "[expiry date removed]", cut: ["EXPIRY"] });
  for (const id of ["code", "again"]) {
    expect(one.look("customer", "123").findings.map(({ type }) => type)).toEqual(["CVV"]);
    one.hear({ ...said, id, seq: 3, text: "[security code removed]", cut: ["CVV"] });
  }
  one.amend("card", "it was 4111");
  expect(one.look("customer", "123").findings).toEqual([]);
});

test("[14] a part that reads otherwise now is no part any more", () => {
  const one = screen();
  const [first = ""] = parts.map((part) => one.say("customer", part));
  one.amend(first, "[card number removed]");
  expect(one.look("customer", "1111").earlier).toEqual([]);
});

test("live, made anew and on another node: the same messages give the same findings", () => {
  const line = fc.record({
    speaker: fc.constantFrom("customer", "agent"),
    text: fc.constantFrom(
      "4111",
      "1111",
      "4",
      "1",
      "what is your card number?",
      "ok",
      "pin?",
      "1234",
      "hi 😀",
    ),
  });
  fc.assert(
    // As many as are kept of one side.
    fc.property(fc.array(line, { maxLength: 32, size: "max" }), line, (lines, last) => {
      const live = screen();
      const other = screen();
      lines.forEach(({ speaker, text }, seq) => {
        live.look(speaker, text);
        for (const one of [live, other]) one.hear({ id: `m${seq}`, seq, speaker, text });
      });
      const seen = live.look(last.speaker, last.text);
      live.forget();
      expect(live.look(last.speaker, last.text)).toEqual(other.look(last.speaker, last.text));
      expect(seen).toEqual(other.look(last.speaker, last.text));
    }),
    { numRuns: 200 },
  );
});

test("[14] the parts of a number are found as far apart as they can lie, in a conversation however long", () => {
  const one = screen();
  for (let said = 0; said < 300; said += 1) one.say("customer", "hello there");
  const digits = [..."411111111111111"].map((digit, at) => {
    if (at < 10) one.say("customer", "ok");
    one.say("agent", "go on");
    return one.say("customer", digit);
  });
  expect(one.look("customer", "1").earlier.map(({ message }) => message.id)).toEqual(digits);
});

test("[14] a message to be held says what it goes on with", () => {
  const one = screen();
  one.say("customer", "hello, I want to pay");
  const first = one.say("customer", "4539 5787");
  expect(one.look("customer", "6362").begun.map(({ id }) => id)).toEqual([first]);
  expect(one.look("customer", "thanks, that is all").begun).toEqual([]);
});

const pieces = (one: Screen, type: "CARD_NUMBER" | "IBAN" | "SSN", named: string[] = []) =>
  one
    .pieces("customer", type, new Set(named))
    .map(({ message, findings }) => [
      message.id,
      ...findings.map(({ start, end }) => message.text.slice(start, end)),
    ]);

test("[14] a form for cards takes what is more of a number than may be seen beside its last four, however it came", () => {
  const one = screen();
  const first = one.say("customer", "first bit 4539 5787");
  expect(pieces(one, "CARD_NUMBER")).toEqual([]);
  one.say("agent", "Please do not write it here. Shall I open a secure form?");
  const second = one.say("customer", "then six three six two");
  expect(pieces(one, "CARD_NUMBER")).toEqual([
    [first, "4539 5787"],
    [second, "six three six two"],
  ]);
  expect(pieces(one, "IBAN")).toEqual([]);
  expect(one.pieces("agent", "CARD_NUMBER", new Set())).toEqual([]);
});

test("[14] of a network whose numbers are shorter than sixteen digits, six", () => {
  const one = screen();
  one.say("customer", "378282");
  expect(pieces(one, "CARD_NUMBER")).toEqual([]);
  one.say("customer", "2463");
  expect(pieces(one, "CARD_NUMBER")).toHaveLength(2);
});

test.each([
  "what is your phone number?|45395787636",
  "what is the order number?|45395787636",
  "anything else?|my order is 45395787636",
  "anything else?|12 045 395 787",
  "anything else?|415-555-0132",
])("a number that is something else stays: %s", (exchange) => {
  const [question = "", answer = ""] = exchange.split("|");
  const one = screen();
  one.say("agent", question);
  one.say("customer", answer);
  expect(pieces(one, "CARD_NUMBER")).toEqual([]);
});

test("[14] a form takes the parts that are named, of numbers only", () => {
  const one = screen();
  const hello = one.say("customer", "hello there");
  const first = one.say("customer", "4539");
  const iban = one.say("customer", "DE89 3704");
  expect(pieces(one, "CARD_NUMBER", [hello, first])).toEqual([[first, "4539"]]);
  expect(pieces(one, "IBAN", [hello, iban])).toEqual([[iban, "DE89 3704"]]);
  expect(pieces(one, "CARD_NUMBER", [hello])).toEqual([]);
});
