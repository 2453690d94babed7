import { CHAT_RULES, chatRulesWith } from "@aside/policy";
import { expect, test } from "vitest";
import { chatDetectors } from "../tenants/detection-settings.ts";
import { createScreening, screenMessage } from "./screen-message.ts";

const settings = {
  off: [],
  locale: "en" as const,
  patterns: [{ name: "member number", type: "ACCOUNT_ID" as const, pattern: "\\bmb-\\d{6}\\b" }],
};
const chat = chatRulesWith({ ACCOUNT_ID: { live: "cut" } });
const message = { id: "msg_1", text: "it is MB-123456, thanks" };

test("a tenant's own pattern is cut out of the open chat where its rules say so", () => {
  const tenant = { chat, detectors: chatDetectors(settings) };
  expect(screenMessage(createScreening(), "customer", message, tenant)).toMatchObject({
    text: "it is [account id removed], thanks",
    found: [{ type: "ACCOUNT_ID", length: 9 }],
    mayPass: true,
  });
  expect(
    screenMessage(createScreening(), "customer", message, { ...tenant, chat: CHAT_RULES }).text,
  ).toBe(message.text);
});

test("a tenant that is read again has the same detectors; other settings take effect with the next message", () => {
  expect(chatDetectors({ ...settings })).toBe(chatDetectors(settings));
  const none = chatDetectors({ ...settings, patterns: [] });
  const screening = createScreening();
  expect(screenMessage(screening, "customer", message, { chat, detectors: none }).cuts).toEqual([]);
  const tenant = { chat, detectors: chatDetectors(settings) };
  expect(screenMessage(screening, "customer", message, tenant).cuts).toHaveLength(1);
});
