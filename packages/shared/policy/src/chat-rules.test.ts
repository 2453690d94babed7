import { expect, test } from "vitest";
import { CHAT_RULES, chatRulesWith, chatTypes } from "./index.ts";

test("payment data, national ids, passwords and codes are cut out of the chat, what agents work with is not", () => {
  expect(chatTypes.filter((type) => CHAT_RULES[type].live === "cut")).toEqual([
    "CARD_NUMBER",
    "CVV",
    "EXPIRY",
    "IBAN",
    "SSN",
    "PASSPORT",
    "DRIVER_LICENSE",
    "PASSWORD",
    "PIN",
  ]);
});

test("a tenant changes single rules and nothing else", () => {
  const rules = chatRulesWith({ ACCOUNT_ID: { live: "cut" }, CARD_NUMBER: { pass: "never" } });
  expect(rules).toEqual({
    ...CHAT_RULES,
    ACCOUNT_ID: { live: "cut", pass: "always" },
    CARD_NUMBER: { live: "cut", pass: "never" },
  });
});
