import { createConversationDetector } from "@aside/detection";
import { describe, expect, test } from "vitest";
import { detectionSettings, tenantDetection } from "./detection-settings.ts";

const member = { name: "member number", type: "ACCOUNT_ID", pattern: "\\bMB-[0-9]{6}\\b" };

test("[EXP1] what a tenant wrote is what its detector does", () => {
  const settings = detectionSettings.parse({ off: ["ORDER_ID"], patterns: [member] });
  const detector = createConversationDetector(tenantDetection(settings));
  const text = "order number 1901121136, member MB-123456";
  const { findings } = detector.add({ speaker: "customer", text });
  expect(findings.map((one) => `${one.type} ${text.slice(one.start, one.end)}`)).toEqual([
    "ACCOUNT_ID MB-123456",
  ]);
});

test("nothing written is nothing changed", () => {
  expect(detectionSettings.parse({})).toEqual({ off: [], patterns: [], locale: "en" });
});

describe("[EXP1] what cannot be used is refused when it is written", () => {
  test.each([
    [{ off: ["CARD_NUMBER"] }, ["off", 0]],
    [{ off: ["CVV"] }, ["off", 0]],
    [{ off: ["WEATHER"] }, ["off", 0]],
    [{ patterns: [{ ...member, pattern: "(a)\\1" }] }, ["patterns", 0, "pattern"]],
    [{ patterns: [{ ...member, pattern: "a*" }] }, ["patterns", 0, "pattern"]],
    [{ patterns: [{ ...member, type: "WEATHER" }] }, ["patterns", 0, "type"]],
    [{ patterns: Array.from({ length: 51 }, () => member) }, ["patterns"]],
    [{ locale: "xx" }, ["locale"]],
  ])("%j", (written, path) => {
    const { error } = detectionSettings.safeParse(written);
    expect(error?.issues.map((issue) => issue.path)).toEqual([path]);
  });
});
