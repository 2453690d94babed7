import { stillBytes } from "../bytes/still-bytes.ts";
import { luhnIsValid } from "../card/luhn.ts";
import { isLetterOf, mod, valueAt, verhoeffIsValid, weighted } from "./check-digits.ts";
import type { IdNumbers } from "./id-number.ts";

const YYMMDD = "\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])";

export const asiaPacificIds: IdNumbers = {
  AU: [
    {
      name: "TFN",
      pattern: "\\d{8,9}",
      check: (id) => weighted(id, [1, 4, 3, 7, 5, 8, 6, 9, 10].slice(0, id.length)) % 11 === 0,
    },
  ],
  CN: [
    {
      name: "居民身份证",
      pattern: `[1-9]\\d{5}(?:19|20)${YYMMDD}\\d{3}[0-9X]`,
      check: (id) =>
        isLetterOf(
          "10X98765432",
          weighted(id, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11,
          id[17],
        ),
    },
  ],
  HK: [{ name: "HKID", pattern: "[A-Z]{1,2}\\d{6}[0-9A]", check: hkidIsValid }],
  ID: [{ name: "NIK", pattern: "\\d{6}(?:[04][1-9]|[1256]\\d|[37][01])(?:0[1-9]|1[0-2])\\d{6}" }],
  IL: [{ name: "Teudat Zehut", pattern: "\\d{9}", check: luhnIsValid }],
  IN: [
    { name: "Aadhaar", pattern: "[2-9]\\d{11}", check: verhoeffIsValid },
    { name: "PAN", pattern: "[A-Z]{3}[ABCFGHJLPT][A-Z]\\d{4}[A-Z]" },
  ],
  JP: [{ name: "My Number", pattern: "\\d{12}", check: myNumberIsValid }],
  KR: [
    {
      name: "RRN",
      pattern: `${YYMMDD}[0-9]\\d{6}`,
      check: (id) =>
        mod(11 - (weighted(id, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11), 10) === valueAt(id, 12),
    },
  ],
  LK: [{ name: "NIC", pattern: "\\d{9}[VX]|\\d{12}" }],
  MY: [{ name: "MyKad", pattern: `${YYMMDD}\\d{6}` }],
  NZ: [{ name: "IRD", pattern: "\\d{8,9}", check: irdIsValid }],
  PK: [{ name: "CNIC", pattern: "[1-7]\\d{11}[1-9]" }],
  SG: [{ name: "NRIC/FIN", pattern: "[STFGM]\\d{7}[A-Z]", check: nricIsValid }],
  TH: [
    {
      name: "Thai ID",
      pattern: "[1-8]\\d{12}",
      check: (id) =>
        mod(11 - (weighted(id, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11), 10) ===
        valueAt(id, 12),
    },
  ],
  TW: [{ name: "National ID", pattern: "[A-Z][1289]\\d{8}", check: twIsValid }],
};

function hkidIsValid(id: Uint8Array): boolean {
  const isShort = id.length === 8;
  const weights = isShort ? [8, 7, 6, 5, 4, 3, 2, 1] : [9, 8, 7, 6, 5, 4, 3, 2, 1];
  return (weighted(id, weights) + (isShort ? 36 * 9 : 0)) % 11 === 0;
}

/** Number Act ordinance 85 of 2014 of the Ministry of Internal Affairs. */
function myNumberIsValid(id: Uint8Array): boolean {
  const rest = weighted(id, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
  return (rest <= 1 ? 0 : 11 - rest) === valueAt(id, 11);
}

function irdIsValid(id: Uint8Array): boolean {
  const padded = stillBytes(9).fill(0x30);
  padded.set(id, 9 - id.length);
  const last = valueAt(padded, 8);
  const first = mod(-weighted(padded, [3, 2, 7, 6, 5, 4, 3, 2]), 11);
  const check = first === 10 ? mod(-weighted(padded, [7, 4, 3, 2, 5, 2, 7, 6]), 11) : first;
  padded.fill(0);
  return check === last;
}

/** S and T: citizens and residents; F, G and M: foreigners. T, G and M belong to 2000 and after. */
function nricIsValid(id: Uint8Array): boolean {
  const kind = String.fromCharCode(id[0] ?? 0);
  const shift = kind === "M" ? 3 : "TG".includes(kind) ? 4 : 0;
  const rest = (weighted(id.subarray(1), [2, 7, 6, 5, 4, 3, 2]) + shift) % 11;
  if (kind === "M") return isLetterOf("KLJNPQRTUWX", 10 - rest, id[8]);
  return isLetterOf("ST".includes(kind) ? "JZIHGFEDCBA" : "XWUTRQPNMLK", rest, id[8]);
}

function twIsValid(id: Uint8Array): boolean {
  const issuer = "ABCDEFGHJKLMNPQRSTUVXYWZIO".indexOf(String.fromCharCode(id[0] ?? 0)) + 10;
  const rest = weighted(id.subarray(1), [8, 7, 6, 5, 4, 3, 2, 1, 1]);
  return (Math.floor(issuer / 10) + (issuer % 10) * 9 + rest) % 10 === 0;
}
