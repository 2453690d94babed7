import { describe, expect, it } from "vitest";
import { readLine, slashMenu } from "./slash.ts";

const CARD = { id: "card", title: "Card", takesAmount: true };
const BANK = { id: "bank", title: "Bank account", takesAmount: false };
const TEMPLATES = [CARD, BANK, { id: "national-id", title: "National ID", takesAmount: false }];
const HELLO = { shortcut: "hello", text: "Hello, how can I help?" };

const commands = (text: string) =>
  slashMenu(text, TEMPLATES, [HELLO])?.map((one) => one.command) ?? null;

describe("slashMenu", () => {
  it("offers captures, then replies, while a slash and a word are all there is", () => {
    expect(commands("/")).toEqual(["card", "iban", "id", "hello"]);
    expect(commands("/i")).toEqual(["iban", "id"]);
    expect(commands("/how can")).toBeNull();
    expect(commands("hello /")).toBeNull();
    expect(commands("/zzz")).toEqual([]);
    expect(commands("//")).toBeNull();
  });
});

describe("readLine", () => {
  it.each([
    ["/card", { template: "card", purpose: "", amount: null }],
    [
      "/card 42.00 EUR your order 1042",
      { template: "card", purpose: "your order 1042", amount: { minor: 4_200, currency: "EUR" } },
    ],
    [
      "/card 1200 jpy",
      { template: "card", purpose: "", amount: { minor: 1_200, currency: "JPY" } },
    ],
    ["/card for the lamps", { template: "card", purpose: "for the lamps", amount: null }],
    ["/iban the refund", { template: "bank", purpose: "the refund", amount: null }],
    ["/national-id", { template: "national-id", purpose: "", amount: null }],
  ])("%s", (line, draft) => {
    expect(readLine(line, TEMPLATES, [HELLO])).toEqual({ kind: "capture", draft });
  });

  it.each([
    ["card", "card"],
    ["  card  ", "card"],
    ["/ 5 of them", "/ 5 of them"],
    ["and/or", "and/or"],
    ["//card is a word here", "/card is a word here"],
    ["///", "//"],
  ])("%s is a message", (line, text) => {
    expect(readLine(line, TEMPLATES, [HELLO])).toEqual({ kind: "message", text });
  });

  it("puts a reply and what stands behind it into the composer", () => {
    const read = (line: string) => readLine(line, TEMPLATES, [HELLO]);
    expect(read("/hello")).toEqual({ kind: "reply", text: HELLO.text });
    expect(read("/hello Jane here")).toEqual({ kind: "reply", text: `${HELLO.text} Jane here` });
  });

  it.each([
    ["/crad 42 EUR", "crad", "card"],
    ["/hallo", "hallo", "hello"],
    ["/Card", "Card", "card"],
    ["/etc/passwd", "etc/passwd", null],
    ["/x", "x", null],
  ])("%s is no command, and is not sent", (line, command, nearest) => {
    expect(readLine(line, TEMPLATES, [HELLO])).toEqual({ kind: "no-command", command, nearest });
  });
});
