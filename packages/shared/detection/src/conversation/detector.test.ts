import { describe, expect, test } from "vitest";
import type { FindingType } from "../finding.ts";
import { createConversationDetector } from "./detector.ts";
import { play } from "./play.fixture.ts";

const only = (text: string) => play([`c: ${text}`])[0];

describe("what stands in one message", () => {
  test.each<[string, string[]]>([
    ["my account number is 73829104 and my pin is 4821", ["ACCOUNT_ID 73829104", "PIN 4821"]],
    ["8841 is my pin", ["PIN 8841"]],
    ["passport no. YB3583543", ["PASSPORT YB3583543"]],
    ["cvv: 086, expires 04/29", ["CVV 086", "EXPIRY 04/29"]],
    ["ssn 219-09-9999", ["SSN 219-09-9999"]],
    ["last 4 of my social is 9999", ["SSN_PARTIAL 9999"]],
    [
      "write to ann [dot] lee [at] example [dot] org",
      ["EMAIL ann [dot] lee [at] example [dot] org"],
    ],
    ["ann dot lee at example dot co dot uk", ["EMAIL ann dot lee at example dot co dot uk"]],
    ["it's ann_lee at gmail", ["EMAIL ann_lee at gmail"]],
    ["annlee@gmail", ["EMAIL annlee@gmail"]],
    ["I work at gmail", []],
    ["iban gb82 west 1234 5698 7654 32", ["IBAN gb82 west 1234 5698 7654 32"]],
    ["my dob is 6th of july 1988", ["DATE_OF_BIRTH 6th of july 1988"]],
    ["call me at (415) 555-2671", ["PHONE (415) 555-2671"]],
    ["booking reference K4UMVGZL", ["ORDER_ID K4UMVGZL"]],
    ["the server is 192.0.2.44", ["IP 192.0.2.44"]],
    ["see https://shop.example.com/cart?id=7.", ["URL https://shop.example.com/cart?id=7"]],
    ["my password is hunter2!x", ["PASSWORD hunter2!x"]],
    ["my mother's maiden name is Okafor", ["SECURITY_ANSWER Okafor"]],
    ["I live at 12 Bridge Street", ["ADDRESS 12 Bridge Street"]],
    ["Hauptstr. 12, 10115 Berlin", ["ADDRESS Hauptstr. 12, 10115 Berlin"]],
    ["my name is ottilie brandvold", ["PERSON ottilie brandvold"]],
    ["postcode is SW1A 1AA", ["POSTCODE SW1A 1AA"]],
  ])("%s", (text, findings) => {
    expect(only(text)).toEqual(findings);
  });
});

describe("card numbers in every dress", () => {
  test.each([
    ["four one one one one one one one one one one one one one one one"],
    ["four triple one double one one one one one one one one one one one"],
    ["4111 one one one one 1111 double one double one"],
    ["41II 1III 1111 I111"],
    ["4 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1 - 1"],
    ["vier eins eins eins eins eins eins eins eins eins eins eins eins eins eins eins"],
    ["cuatro uno uno uno uno uno uno uno uno uno uno uno uno uno uno uno"],
  ])("%s", (written) => {
    expect(only(`here you go ${written} ok?`)).toEqual([`CARD_NUMBER ${written}`]);
  });
});

describe("what was asked is evidence", () => {
  test("a number is what the question was for", () => {
    expect(play(["a: And the security code?", "c: 123"])[1]).toEqual(["CVV 123"]);
    expect(play(["a: What is your PIN?", "c: 4821"])[1]).toEqual(["PIN 4821"]);
    expect(play(["c: 4821"])[0]).toEqual([]);
  });

  test("said in groups, some of them at once", () => {
    const said = "four one five, triple five, two six seven one";
    const found = play(["a: What is the best number to reach you?", `c: ${said}`]);
    expect(found[1]).toEqual([`PHONE ${said}`]);
  });

  test("two questions in one are told apart by length", () => {
    const found = play([
      "a: Could I have your account number and PIN please?",
      "c: 85731890, 3100",
    ]);
    expect(found[1]).toEqual(["ACCOUNT_ID 85731890", "PIN 3100"]);
  });

  test("an answer in words", () => {
    const found = play(["a: What was your mother's maiden name?", "c: it's Okafor"]);
    expect(found[1]).toEqual(["SECURITY_ANSWER Okafor"]);
  });

  test("a date of birth without a word for it", () => {
    expect(play(["a: Your date of birth please?", "c: 3/20/75"])[1]).toEqual([
      "DATE_OF_BIRTH 3/20/75",
    ]);
  });

  test("the agent's own statement answers nothing", () => {
    const found = play(["c: what is my account number?", "a: Your balance is 7706 in credit."]);
    expect(found[1]).toEqual([]);
  });

  test.each<[string, string, string]>([
    ["Wie lautet Ihre Kontonummer?", "73829104", "ACCOUNT_ID"],
    ["¿Cuál es su número de teléfono?", "612345678", "PHONE"],
    ["Quelle est votre date de naissance ?", "12/04/1981", "DATE_OF_BIRTH"],
    ["Qual é o código de segurança?", "123", "CVV"],
    ["Wie lautet Ihr Geburtsdatum?", "12. Dez. 1981", "DATE_OF_BIRTH"],
    ["¿Cuál es su fecha de nacimiento?", "3 ene 1980", "DATE_OF_BIRTH"],
    ["Quelle est votre date de naissance ?", "1er févr. 1990", "DATE_OF_BIRTH"],
    ["Qual é a sua data de nascimento?", "7 dez 1966", "DATE_OF_BIRTH"],
  ])("%s", (question, answer, type) => {
    expect(play([`a: ${question}`, `c: ${answer}`])[1]).toEqual([`${type} ${answer}`]);
  });
});

describe("the conversation's persons", () => {
  test("a first name later, in small letters, by the other side", () => {
    const found = play([
      "c: my name is Ottilie Brandvold",
      "a: thanks ottilie",
      "c: Brandvold's order",
    ]);
    expect(found).toEqual([["PERSON Ottilie Brandvold"], ["PERSON ottilie"], ["PERSON Brandvold"]]);
  });

  test("a name that becomes known later", () => {
    const found = play([
      "c: i think brandvold ordered it",
      "a: who?",
      "c: my name is Ottilie Brandvold",
    ]);
    expect(found[0]).toEqual(["PERSON brandvold"]);
  });
});

describe("look-alikes", () => {
  test.each([
    ["the total was $4,111.11 on 11/7"],
    ["log says 20241224T103877"],
    ["unix time 1759057022 in the receipt"],
    ["the session id is 3f1a809d-3080-f785-96a0-e2e5cfd30754"],
    ["I need sizes 4 5 6 7 8 9 and 10"],
    ["there are five or six charges, maybe seven, from nine to ten"],
    ["the card ending in 9326 was used"],
    ["a table for 4 at 19:30 please"],
    ["version 10.0.0.1 of the app"],
    ["a screen of 1920x1080x4111x1111 dots"],
    ["Why was my card declined?"],
  ])("%s", (text) => {
    expect(only(text)).toEqual([]);
  });

  test.each([
    ["order number 1901121136", "ORDER_ID"],
    ["order 7066600783741672 never arrived", "ORDER_ID"],
    ["tracking number 1ZB3BKS81957562313", "ORDER_ID"],
    ["the imei of my phone is 356891860070079", "ORDER_ID"],
  ])("%s is an order's, no card and no telephone", (text, type) => {
    expect(
      createConversationDetector()
        .add({ speaker: "customer", text })
        .findings.map((one) => one.type),
    ).toEqual([type]);
  });
});

test("a tenant switches types off", () => {
  const off: FindingType[] = ["PERSON", "ORDER_ID"];
  expect(play(["c: my name is Ottilie Brandvold, order number 1901121136"], { off })).toEqual([[]]);
});

test("a finding tells its rule and evidence, never its value", () => {
  const { findings } = createConversationDetector().add({
    speaker: "customer",
    text: "my pin is 4821",
  });
  expect(findings).toEqual([
    {
      type: "PIN",
      start: 10,
      end: 14,
      confidence: 0.95,
      evidence: ["named in front of it", "4 digits"],
      rule: "number-before",
    },
  ]);
});

test.each([
  ["4111, then 1111, then 1111 and 1111"],
  ["4111=1111=1111=1111"],
  ["4111🙂1111🙂1111🙂1111"],
  ["forty one eleven eleven eleven eleven eleven eleven eleven"],
])("odd joints between a card's groups: %s", (written) => {
  expect(only(`use this one ${written}`)).toEqual([`CARD_NUMBER ${written}`]);
});
