import {
  CHAT_RULES,
  chatRulesWith,
  chatTypes,
  isChatType,
  type ChatRules,
  type ChatType,
} from "@aside/policy";
import * as z from "zod";

const type = z.enum(chatTypes, "is no type of a finding");
const rule = z.strictObject({
  live: z.enum(["cut", "leave"]).optional(),
  pass: z.enum(["always", "unless_sure", "never"]).optional(),
});

/** What a tenant changes of the table of `@aside/policy`: `{ "ACCOUNT_ID": { "live": "cut" } }`. */
export const chatSettings = z
  .partialRecord(type, rule)
  .refine(
    (changes) => [changes.CARD_NUMBER, changes.CVV].every((one) => one?.live !== "leave"),
    "card numbers and security codes are always cut out (PCI DSS 3.3, 4.2.2)",
  );

export function chatRulesOf(changes: z.infer<typeof chatSettings>): ChatRules {
  const whole: Partial<Record<ChatType, ChatRules[ChatType]>> = {};
  for (const [name, change] of Object.entries(changes)) {
    if (!isChatType(name)) continue;
    const { live, pass } = change;
    whole[name] = { ...CHAT_RULES[name], ...(live && { live }), ...(pass && { pass }) };
  }
  return chatRulesWith(whole);
}
