import { FINDING_TYPES } from "@aside/detection";
import { chatRulesWith, chatTypes, type ChatRules } from "@aside/policy";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanName, cleanPage } from "./clean-facts.ts";
import { chatDetectors, detectionSettings } from "../tenants/detection-settings.ts";
import { cleanText, cutOut, OPEN_CHAT, placeholderOf } from "./cut-out.ts";

const CARD = placeholderOf("CARD_NUMBER");
const withRules = (chat: ChatRules) => ({ ...OPEN_CHAT, chat });
const why = (issuer: string) => ({
  rule: "card-number",
  confidence: expect.any(Number),
  evidence: expect.arrayContaining([`${issuer} issuer range and length`, "check digit is right"]),
});

test("every type that detection finds has a rule", () => {
  expect(chatTypes.toSorted()).toEqual([...FINDING_TYPES].toSorted());
});

test("a card number is replaced by a placeholder, and the cut says where that stands", () => {
  expect(cleanText("a 4111111111111111 b 5555-5555-5555-4444", OPEN_CHAT)).toEqual({
    text: `a ${CARD} b ${CARD}`,
    cuts: [
      { start: 2, end: 2 + CARD.length, type: "CARD_NUMBER" },
      { start: 5 + CARD.length, end: 5 + 2 * CARD.length, type: "CARD_NUMBER" },
    ],
    found: [
      { type: "CARD_NUMBER", length: 16, why: { start: 2, ...why("Visa") } },
      { type: "CARD_NUMBER", length: 19, why: { start: 5 + CARD.length, ...why("Mastercard") } },
    ],
    mayPass: true,
  });
});

test("of findings that overlap nothing is left of either", () => {
  const finding = (start: number, end: number) => ({
    ...{ type: "CARD_NUMBER" as const, start, end },
    ...{ confidence: 1, evidence: [], rule: "test" },
  });
  const { text, found } = cutOut("a 0123456789 b", [finding(2, 8), finding(5, 12)], OPEN_CHAT.chat);
  expect(text).toBe(`a ${CARD} b`);
  expect(found.map(({ length }) => length)).toEqual([6, 7]);
});

test("what agents work with stays, until a tenant says otherwise", () => {
  const text = "my account number is 12345678, mail jo@example.com";
  expect(cleanText(text, OPEN_CHAT).text).toBe(text);
  expect(cleanText(text, withRules(chatRulesWith({ ACCOUNT_ID: { live: "cut" } }))).text).toBe(
    "my account number is [account id removed], mail jo@example.com",
  );
});

test("a number that was named a card and passes every check may not pass, one that only looks like it may", () => {
  expect(cleanText("my card number is 4111111111111111", OPEN_CHAT).mayPass).toBe(false);
  expect(cleanText("order 4111111111111111", OPEN_CHAT).mayPass).toBe(true);
  const never = chatRulesWith({ CARD_NUMBER: { pass: "never" } });
  expect(cleanText("order 4111111111111111", withRules(never)).mayPass).toBe(false);
});

test("[17] a name, a page's title and its address are no way around", () => {
  expect(cleanName("Jo 4111 1111 1111 1111", OPEN_CHAT)).toBe(`Jo ${CARD}`);
  expect(
    cleanPage(
      { title: "Pay 4111111111111111", url: "https://shop.example/?card=4111111111111111&x=1" },
      OPEN_CHAT,
    ),
  ).toEqual({ title: `Pay ${CARD}`, url: `https://shop.example/?card=${CARD}&x=1` });
});

test("[17] nor for what a tenant's own patterns find", () => {
  const settings = detectionSettings.parse({
    patterns: [{ name: "member", type: "ACCOUNT_ID", pattern: "mem-\\d{4}" }],
  });
  const open = {
    chat: chatRulesWith({ ACCOUNT_ID: { live: "cut" } }),
    detectors: chatDetectors(settings),
  };
  expect(cleanName("Jo MEM-4711", open)).toBe("Jo [account id removed]");
});

test("every cut covers a placeholder, and what is left is clean, however much was cut", () => {
  const part = fc.constantFrom(
    "hello ",
    "4111 1111 1111 1111 ",
    "order 12345 ",
    "😀",
    "4242424242424242,",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 200 }), (parts) => {
      const text = parts.join("").slice(0, 4_000);
      const { text: clean, cuts } = cleanText(text, OPEN_CHAT);
      expect(cuts.length).toBeLessThanOrEqual(50);
      expect(clean.length).toBeLessThanOrEqual(8_000);
      for (const { start, end } of cuts) expect(clean.slice(start, end)).toBe(CARD);
      expect(cleanText(clean, OPEN_CHAT)).toMatchObject({ text: clean, cuts: [] });
    }),
    { numRuns: 50 },
  );
});
