import { createConversationDetector } from "@aside/detection";
import { expect, test } from "vitest";
import { evidenceText } from "./evidence.ts";

test("a reason is a text with its places filled", () => {
  expect(evidenceText("16 digits")).toEqual({ key: "why.digits", params: { count: 16 } });
  expect(evidenceText("Visa issuer range and length")).toEqual({
    key: "why.issuer",
    params: { name: "Visa" },
  });
  expect(evidenceText("check digit is right")).toEqual({
    key: "why.check-digit-is-right",
    params: {},
  });
  expect(evidenceText("a reason of a later detector")).toBeNull();
});

const DIALOGUE = [
  ["agent", "What's your name, please?"],
  ["customer", "my name is Ottilie Brandvold"],
  ["agent", "And the card number?"],
  ["customer", "4539 5787 6362 1486, expires 04/29, cvv 086"],
  ["customer", "it was 4000 0000 0000 0001 before"],
  ["customer", "I live at 12 Bridge Street, Springfield, IL 62704"],
  ["customer", "mail ann.lee@example.org or ann dot lee at example dot org"],
  ["customer", "call (415) 555-2671 or +44 20 7946 0018 or 020 7946 0018"],
  ["customer", "iban DE89 3704 0044 0532 0130 00 and ssn 219-09-9999"],
  ["customer", "booking reference K4UMVGZL, account number 73829104, 8841 is my pin"],
  ["customer", "12345678Z, 529.982.247-25, AB 12 34 56 C, 86 095 742 719"],
  ["customer", "192.0.2.44 https://shop.example.com/cart?id=7 SW1A 1AA K1A 0B1"],
  ["agent", "What was your mother's maiden name?"],
  ["customer", "it's Okafor"],
  ["customer", "Ottilie again, Grolmanstraße 25, PO Box 12, Rue Joseph Vernet 87"],
  ["customer", "4539"],
  ["customer", "5787"],
  ["customer", "6362"],
  ["customer", "1486"],
  ["customer", "born on 3/20/75, my password is hunter2!x"],
  ["agent", "Please spell your last name"],
  ["customer", "K O W A L C Z Y K"],
  ["customer", "Kowalczyk, Kristi and Stephen Marsh"],
  ["customer", "call 0049 30 901820 or 98765 43210"],
  ["customer", "policy number tyu 987744556, Dublin D02 X285"],
  ["customer", "NDUzOTU3ODc2MzYyMTQ4Ng== or 34353339353738373633363231343836"],
  ["customer", "453957876362148604/29 086, or 4a5b3c9d5e7f8g7h6i3j6k2l1m4n8o6"],
  ["customer", "order 4539578763621486"],
  ["customer", "PAN ABCPK1234L, driving licence MORGA657054SM9IJ"],
  ["customer", "password is ilovemywife"],
  ["customer", "I changed it to Tulip7!x"],
  ["customer", "I live at 6 quarry bank"],
  ["customer", "129 Ashoka Marg, Springfield, IL 62704"],
] as const;

test("every reason of a long conversation has a text", () => {
  const detector = createConversationDetector({
    tenantPatterns: [{ name: "member", type: "ACCOUNT_ID", pattern: "MB-[0-9]{6}" }],
  });
  const reasons = new Set<string>();
  for (const [speaker, text] of [...DIALOGUE, ["customer", "MB-123456"] as const]) {
    const { findings, retroactive } = detector.add({ speaker, text });
    for (const one of [...findings, ...retroactive.map(({ finding }) => finding)])
      for (const reason of one.evidence) reasons.add(reason);
  }
  expect(reasons.size).toBeGreaterThan(50);
  expect([...reasons].filter((reason) => evidenceText(reason) === null)).toEqual([]);
});
