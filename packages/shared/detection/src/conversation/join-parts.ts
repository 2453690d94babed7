import { issuerOf } from "../card/issuers.ts";
import { luhnWindows } from "../card/luhn.ts";
import type { FindingType } from "../finding.ts";
import { IBAN_LENGTHS, passesMod97 } from "../iban/iban-lengths.ts";
import type { Context } from "../rules/context.ts";
import { isAsked } from "../rules/context.ts";
import type { Part } from "./part.ts";
import type { Between } from "./split-buffer.ts";

/** What parts are together. */
export interface Whole {
  type: FindingType;
  /** The parts are whole messages, not only their digits. */
  whole: boolean;
  evidence: readonly string[];
  /** Not only do the digits fit: it was asked for, or spoken of. */
  sure?: boolean;
  /** It may be the beginning of a longer one: a network's numbers have many lengths, nine digits have no check. */
  open?: boolean;
}

/** Whether a value of this type was asked for or spoken of. */
export function isAbout(context: Context, type: FindingType = "CARD_NUMBER"): boolean {
  return isAsked(context, type) || context.isTopic(type);
}

/** The number that parts are, when they are all of one. */
export function joinParts(
  parts: readonly Part[],
  between: readonly Between[],
  context: Context,
): Whole | undefined {
  const evidence = `sent in ${parts.length} parts`;
  if (isIban(parts) && (!between.includes("value") || isAbout(context, "IBAN"))) {
    const why = [evidence, "a country's IBAN length", "check digits are right"];
    return { type: "IBAN", whole: true, evidence: why };
  }
  let length = 0;
  let alone = true;
  for (const { digits, alone: only } of parts) {
    if (digits === "") return undefined;
    length += digits.length;
    alone &&= only;
  }
  if (length < 9 || length > 19) return undefined;
  if (length >= 12) {
    const issuer = cardIssuer(parts, between, context);
    if (!issuer) return undefined;
    const why = [evidence, `${issuer} issuer range and length`, "check digit is right"];
    const open = issuer === "UnionPay" || issuer === "Maestro";
    return { type: "CARD_NUMBER", whole: false, evidence: why, sure: isAbout(context), open };
  }
  if (!alone) return undefined;
  const sizes = parts.map((part) => part.digits.length).join("-");
  const written = sizes === "3-2-4" || (isAbout(context, "SSN") && SSN_SIZES.test(sizes));
  if (length === 9 && (written || isAsked(context, "SSN")))
    return { type: "SSN", whole: false, evidence: [evidence, "nine digits"], open: true };
  const phone = isAsked(context, "PHONE") || (sizes === "3-3-4" && isAbout(context, "PHONE"));
  return phone && length > 9
    ? { type: "PHONE", whole: false, evidence: [evidence, `${length} digits`] }
    : undefined;
}

const SSN_SIZES = /^(?:3-6|5-4|1(?:-1){8})$/;

function isIban(parts: readonly Part[]): boolean {
  let length = 0;
  for (const { code } of parts) {
    if (code === "") return false;
    length += code.length;
  }
  const first = parts[0]?.code ?? "";
  const country = first.length > 1 ? first.slice(0, 2) : first + (parts[1]?.code[0] ?? "");
  return (
    IBAN_LENGTHS.get(country) === length && passesMod97(parts.map((part) => part.code).join(""))
  );
}

/** The card network of 12 to 19 digits, when they are a number of its. */
function cardIssuer(
  parts: readonly Part[],
  between: readonly Between[],
  context: Context,
): string | undefined {
  const whole = parts.map((part) => part.digits).join("");
  const issuer = issuerOf(whole);
  if (!issuer?.lengths.includes(whole.length)) return undefined;
  if (!luhnWindows(whole).passes(0, whole.length)) return undefined;
  // Short numbers meet by chance: without a word about cards only the usual lengths count.
  if (isAbout(context)) return issuer.name;
  if (issuer.name === "Maestro" || between.includes("value")) return undefined;
  if (whole.length !== 14) return whole.length > 14 ? issuer.name : undefined;
  // Fourteen are a card's when nothing else was said, but for words beside a piece that is no "size 42": "thn 4512", "8085 got it?".
  const plain = between.every((one) => one === "nothing") && parts[0]?.bare === true;
  return plain && parts.every((part) => isPlain(part, parts.length)) ? issuer.name : undefined;
}

function isPlain({ bare, alone, digits }: Part, parts: number): boolean {
  return bare || (alone && (digits.length > 2 || parts > 4));
}
