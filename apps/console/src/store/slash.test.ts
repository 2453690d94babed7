import { describe, expect, it } from "vitest";
import { readCaptureCommand, slashMenu } from "./slash.ts";

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
  });
});

describe("readCaptureCommand", () => {
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
    expect(readCaptureCommand(line, TEMPLATES)).toEqual(draft);
  });

  it("is nothing else", () => {
    expect(readCaptureCommand("/hello", TEMPLATES)).toBeNull();
    expect(readCaptureCommand("card", TEMPLATES)).toBeNull();
  });
});
