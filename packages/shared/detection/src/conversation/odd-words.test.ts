import { describe, expect, test } from "vitest";
import { createInlineDetector } from "../inline.ts";
import { each, groups, isFound, missed, word } from "./odd-dress.fixture.ts";

// Made by coreutils' base64, without a line end and with one.
const BASE64 = new Map([
  ["4539578763621486", ["NDUzOTU3ODc2MzYyMTQ4Ng==", "NDUzOTU3ODc2MzYyMTQ4Ngo="]],
  ["378282246310005", ["Mzc4MjgyMjQ2MzEwMDA1", "Mzc4MjgyMjQ2MzEwMDA1Cg=="]],
  ["5105105105105100", ["NTEwNTEwNTEwNTEwNTEwMA==", "NTEwNTEwNTEwNTEwNTEwMAo="]],
  ["6011111111111117", ["NjAxMTExMTExMTExMTExNw==", "NjAxMTExMTExMTExMTExNwo="]],
]);

describe("a card number that is announced, counted, encoded or misspelled", () => {
  const numbered = (name: (at: number) => string, joint: string) => (card: string) =>
    groups(card)
      .map((group, at) => `${name(at)}${group}`)
      .join(joint);
  const ordinals = ["first", "second", "third", "fourth"];
  const leet = "z3r0 0ne tw0 thr33 f0ur f1ve s1x s3ven e1ght n1ne".split(" ");
  const typos = "zero one two thre for fiv six sevn eigth nien".split(" ");
  test.each<[string, (card: string) => string]>([
    ["a list", numbered((at) => `${at + 1}) `, "\n")],
    ["parts", numbered((at) => `part ${at + 1}: `, ", ")],
    ["blocks", numbered((at) => `block ${at + 1} `, " ")],
    ["ordinals in figures", numbered((at) => `${["1st", "2nd", "3rd", "4th"][at]}: `, " ")],
    ["ordinals in words", numbered((at) => `${ordinals[at]} `, " ")],
    ["start and end", (card) => `starts with ${groups(card).join(" then ")} and ends there`],
    ["followed by", (card) => groups(card).join(" followed by ")],
    ["after that", (card) => groups(card).join(" after that ")],
    ["plus", (card) => groups(card).join(" plus ")],
    ["sorry", (card) => groups(card).join(" sorry ")],
    ["oops", (card) => `${card.slice(0, 8)} oops wait ${card.slice(8)}`],
    ["dot", (card) => groups(card).join(" dot ")],
    [
      "a telegram's stops",
      (card) =>
        groups(card)
          .map((one) => [...one].map((d) => word(Number(d))).join(" "))
          .join(" stop "),
    ],
    ["five stops", (card) => groups(card).join(".....")],
    ["x apart", (card) => groups(card).join(" x ")],
    [
      "two times",
      (card) =>
        (card.match(/(\d)\1?/g) ?? [])
          .map((row) => (row.length > 1 ? "two times " : "") + word(Number(row[0])))
          .join(" "),
    ],
    [
      "x2",
      (card) =>
        (card.match(/(\d)\1{0,2}/g) ?? [])
          .map((row) => (row.length > 1 ? `${row[0]}x${row.length}` : row))
          .join(" "),
    ],
    ["leet", (card) => each(card, (digit) => leet[digit] ?? "", " ")],
    [
      "slips",
      (card) => `${card[0]} ${card[1]} ${each(card.slice(2), (digit) => typos[digit] ?? "", " ")}`,
    ],
    ["G for 6", (card) => groups(card).join(" ").replaceAll("6", "G")],
    ["Chinese digits", (card) => each(card, (digit) => "〇一二三四五六七八九"[digit] ?? "")],
    ["escapes", (card) => each(card, (digit) => `\\u003${digit}`)],
    ["%20", (card) => groups(card).join("%20")],
    ["base64", (card) => BASE64.get(card)?.[0] ?? ""],
    ["base64 with a line end", (card) => BASE64.get(card)?.[1] ?? ""],
    ["hexadecimal", (card) => each(card, (digit) => `3${digit}`)],
    ["hexadecimal with colons", (card) => each(card, (digit) => `3${digit}`, ":")],
    ["hexadecimal of a program", (card) => `0x${each(card, (digit) => `3${digit}`)}`],
  ])("%s", (_name, dress) => {
    expect(missed(dress)).toEqual([]);
  });
});

test.each([
  ["vier een een een een een een een een een een een een een een een"],
  [
    "hallo hier zijn mijn kaartgegevens: vier een een een een een een een een een een een een een een een",
  ],
])("a card number of which most words are articles too: %s", (text) => {
  expect(isFound(text, text.slice(text.indexOf("vier")))).toBe(true);
});

test.each([
  ["no number", "aGVsbG8gdGhlcmUgbXkgZnJpZW5k"],
  ["a wrong check digit", "NDUzOTU3ODc2MzYyMTQ4Nw=="],
  ["a piece of a longer text", "Y2FyZCA0NTM5NTc4NzYzNjIxNDg2"],
  ["a hash", "3f1a809d33b6c1343131313131313131"],
  ["a wrong check digit in hexadecimal", "34353339353738373633363231343837"],
])("encoded, and no card: %s", (_name, text) => {
  const { findings } = createInlineDetector().add({ speaker: "customer", text });
  expect(findings.filter(({ type }) => type === "CARD_NUMBER")).toEqual([]);
});

test("a card number in entities", () => {
  for (const entity of [
    (digit: number) => `&#${48 + digit};`,
    (digit: number) => `&#x3${digit};`,
  ]) {
    const written = each("4539578763621486", entity);
    expect(isFound(`here: ${written}`, written)).toBe(true);
  }
});

describe("an IBAN in odd dress", () => {
  test.each([
    [
      "DE eight nine three seven zero four zero zero four four zero five three two zero one three zero zero zero",
    ],
    [
      "d e eighty nine, thirty seven oh four, double oh double four, oh five three two, oh one thirty, double oh",
    ],
    ["DE89 then 3704 0044 0532 0130 00"],
    ["DE89, 3704, 0044, 0532, 0130, 00"],
    ["DE89|3704|0044|0532|0130|00"],
  ])("%s", (written) => {
    const text = `please send it to ${written}`;
    const { findings } = createInlineDetector().add({ speaker: "customer", text });
    expect(findings.map((one) => [one.type, text.slice(one.start, one.end)])).toEqual([
      ["IBAN", written],
    ]);
  });

  test("a word that is a country's letters too begins none", () => {
    const text = "the session is 8bdf3330-9d1a-3c92-b729-3b72f756192e";
    expect(createInlineDetector().add({ speaker: "customer", text }).findings).toEqual([]);
  });
});
