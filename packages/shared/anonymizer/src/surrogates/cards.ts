import type { Draw } from "./draw.ts";
import { number } from "./draw.ts";
import type { Originals } from "./originals.ts";
import { digitsOf, pour } from "./pour.ts";

/**
 * The numbers that the networks and their processors publish for tests; no issuer gives them out.
 * https://developer.paypal.com/tools/sandbox/card-testing/, https://docs.stripe.com/testing, https://docs.adyen.com/development-resources/test-cards-and-credentials/
 */
const TEST_CARDS: Readonly<Record<string, readonly string[]>> = {
  visa: [
    "4111111111111111",
    "4012888888881881",
    "4242424242424242",
    "4000056655665556",
    "4005519200000004",
    "4009348888881881",
    "4012000033330026",
    "4012000077777777",
    "4217651111111119",
    "4500600000000061",
  ],
  mastercard: [
    "5555555555554444",
    "5105105105105100",
    "5200828282828210",
    "2223003122003222",
    "2223000048400011",
    "5454545454545454",
    "2222405343248877",
    "2222990905257051",
  ],
  amex: [
    "378282246310005",
    "371449635398431",
    "378734493671000",
    "370000000000002",
    "374251018720018",
  ],
  discover: ["6011111111111117", "6011000990139424", "6011981111111113", "6011000991300009"],
  diners: ["30569309025904", "38520000023237", "36227206271667", "36006666333344"],
  jcb: ["3566002020360505", "3530111333300000", "3569990010095841"],
  unionpay: ["6200000000000005", "6205500000000000004", "6250946000000016"],
  maestro: ["6759649826438453", "6771798021000008"],
};

/** A test number of the same brand and length where there is one, in the grouping of the original. */
export function cardOf(value: string, draw: Draw, originals: Originals): string | undefined {
  const original = digitsOf(value);
  const brand = TEST_CARDS[brandOf(original)] ?? [];
  const rank = ({ length }: string) => (length === original.length ? 0 : 1);
  const ordered = [brand, Object.values(TEST_CARDS).flat()].flatMap((list, index) => {
    const from = number(draw(`card ${original} ${index}`), Math.max(1, list.length));
    return [...list.slice(from), ...list.slice(0, from)].toSorted((a, b) => rank(a) - rank(b));
  });
  const test = ordered.find((one) => one !== original && originals.isFree(one));
  if (test === undefined) return undefined;
  originals.take(test);
  return original.length === test.length ? pour(test, digitalOf(value)) : grouped(test);
}

function brandOf(digits: string): string {
  if (/^3[47]/.test(digits)) return "amex";
  if (/^3(?:0[0-5]|[689])/.test(digits)) return "diners";
  if (digits.startsWith("35")) return "jcb";
  if (/^(?:5[1-5]|2[2-7])/.test(digits)) return "mastercard";
  if (/^(?:6011|64[4-9]|65)/.test(digits)) return "discover";
  if (digits.startsWith("62")) return "unionpay";
  if (/^(?:5[06-8]|6)/.test(digits)) return "maestro";
  return "visa";
}

/** Its grouping, where it is written in nothing but digits. */
function digitalOf(value: string): string {
  return /\p{L}/u.test(value) ? "" : value;
}

function grouped(digits: string): string {
  return digits.replace(/(\d{4})(?=\d)/g, "$1 ");
}
