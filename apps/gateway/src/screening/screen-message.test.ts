import { CHAT_RULES, chatRulesWith } from "@aside/policy";
import { expect, test } from "vitest";
import { chatDetectors } from "../tenants/detection-settings.ts";
import { createScreening, hearEvent, screenMessage } from "./screen-message.ts";

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

test("[14] a code behind a card that was cut before is cut too", () => {
  const screening = createScreening();
  const tenant = { chat: CHAT_RULES, detectors: chatDetectors({ ...settings, patterns: [] }) };
  for (const [seq, text] of ["4111 1111 1111 1111", "09/27", "123"].entries()) {
    const said = screenMessage(screening, "customer", { id: `msg_${seq}`, text }, tenant);
    expect(said.text).toMatch(/^\[(?:card number|expiry date|security code) removed\]$/);
    const kept = { id: `msg_${seq}`, text: said.text, cuts: [...said.cuts] };
    hearEvent(screening.screen, { type: "customer.message", at: 0, seq, message: kept });
  }
});
