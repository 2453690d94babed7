import { describe, expect, test } from "vitest";
import { createConversationDetector } from "../conversation/detector.ts";
import { DetectionError } from "../errors.ts";

const member = { name: "member number", type: "ACCOUNT_ID", pattern: "\\bMB-[0-9]{6}\\b" } as const;

test("a tenant's pattern finds, in any dress of digits", () => {
  const detector = createConversationDetector({ tenantPatterns: [member] });
  expect(detector.add({ speaker: "customer", text: "it is mb-１２３４５６ ok" }).findings).toEqual([
    {
      type: "ACCOUNT_ID",
      start: 6,
      end: 15,
      confidence: 0.96,
      evidence: ['the tenant\'s pattern "member number"'],
      rule: "tenant-pattern",
    },
  ]);
});

describe("a pattern that cannot be used is refused", () => {
  test.each([["("], ["(a)\\1"], ["(?=a)b"], ["a*"], [""], ["a".repeat(501)]])("%s", (pattern) => {
    expect(() => createConversationDetector({ tenantPatterns: [{ ...member, pattern }] })).toThrow(
      DetectionError,
    );
  });

  test("more than fifty", () => {
    const tenantPatterns = Array.from({ length: 51 }, () => member);
    expect(() => createConversationDetector({ tenantPatterns })).toThrow(DetectionError);
  });
});

test("a pattern that backtracks for ever elsewhere ends here", () => {
  const evil = { ...member, pattern: "(a+)+$" };
  const detector = createConversationDetector({ profile: "inline", tenantPatterns: [evil] });
  const text = `${"a".repeat(8_000)}!`;
  expect(detector.add({ speaker: "customer", text }).findings).toEqual([]);
});

describe("a text that is read in windows", () => {
  const words = "some words of a long message ";
  const find = (pattern: string, text: string) => {
    const detector = createConversationDetector({ tenantPatterns: [{ ...member, pattern }] });
    const { findings } = detector.add({ speaker: "customer", text });
    return findings.filter(({ rule }) => rule === "tenant-pattern");
  };

  test("an anchor is an end of the message, not of a window", () => {
    const open = `${words.repeat(270)}ref ${"ab ".repeat(400)}`;
    expect(find("ref [ab ]+$", `${open}and more`)).toEqual([]);
    expect(find("^words", words.repeat(900))).toEqual([]);
    expect(find("ref [ab ]+$", open)).toMatchObject([
      { start: open.indexOf("ref"), end: open.length },
    ]);
  });

  test("its offsets are the message's", () => {
    const text = `${"🙂 é ".repeat(4000)}MB-123456 ${words.repeat(400)}`;
    const start = text.indexOf("MB");
    expect(find("\\bMB-[0-9]{6}\\b", text)).toMatchObject([{ start, end: start + 9 }]);
  });
});
