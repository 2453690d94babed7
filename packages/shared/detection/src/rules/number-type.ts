import type { FindingType } from "../finding.ts";
import type { Reason } from "./find-cue.ts";

/**
 * The type that a number of `digits` takes for a reason, or undefined when no such value has that length. Dates are
 * not for this. `alone`: little else is in the message.
 */
export function numberType(
  reason: Reason,
  digits: string,
  alone: boolean,
): FindingType | undefined {
  const length = digits.length;
  const asked = reason.source === "asked";
  const spoken = reason.source !== "asked" && (reason.cue?.words ?? 1) > 1;
  switch (reason.type) {
    case "CARD_NUMBER":
      if (length >= 12 && length <= 19) return "CARD_NUMBER";
      // The answer to a question for the number is a piece of it; "card 1234" is what is left of one.
      if (asked) return alone && length >= 3 && length <= 19 ? "CARD_NUMBER" : undefined;
      return length >= 4 && length < 12 ? "CARD_PARTIAL" : undefined;
    case "SSN":
      if (length === 9 || (length > 9 && length <= 15 && length !== 10)) return "SSN";
      if (asked && alone && (length === 3 || length === 5)) return "SSN";
      return length >= 3 && length <= 8 ? "SSN_PARTIAL" : undefined;
    case "IBAN":
      return asked && alone && length >= 4 ? "IBAN" : undefined;
    case "CARD_PARTIAL":
      return length === 4 || length === 6 ? "CARD_PARTIAL" : undefined;
    case "SSN_PARTIAL":
      return length === 4 ? "SSN_PARTIAL" : undefined;
    case "CVV":
      // "What is your security code?" is asked for one that was sent, too.
      if (asked && alone && length === 6) return "PIN";
      return length === 3 || length === 4 ? "CVV" : undefined;
    case "PIN":
      return length >= 4 && length <= (asked ? 6 : 8) ? "PIN" : undefined;
    case "PASSWORD":
      return length >= 4 && length <= 12 ? "PASSWORD" : undefined;
    case "USERNAME":
      return length >= 4 && length <= 12 ? "ACCOUNT_ID" : undefined;
    case "ACCOUNT_ID":
      return length >= (spoken ? 3 : 4) && length <= 20 ? "ACCOUNT_ID" : undefined;
    case "ORDER_ID":
      return length >= (spoken ? 3 : 4) && length <= 26 ? "ORDER_ID" : undefined;
    case "PHONE":
      return length >= 7 && length <= 13 ? "PHONE" : undefined;
    case "POSTCODE":
      // Nine are a ZIP+4 where one is named; asked for with other things they are another's.
      return length === 5 ||
        (length === 9 && !asked) ||
        (reason.strength > 0.7 && length >= 3 && length <= 6)
        ? "POSTCODE"
        : undefined;
    case "PASSPORT":
      return length >= 6 && length <= 10 ? "PASSPORT" : undefined;
    case "DRIVER_LICENSE":
      return length >= 5 && length <= 14 ? "DRIVER_LICENSE" : undefined;
    case "LICENSE_PLATE":
      return length >= 4 && length <= 7 ? "LICENSE_PLATE" : undefined;
    default:
      return undefined;
  }
}
