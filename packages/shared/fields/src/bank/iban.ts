import { readAscii } from "../bytes/read-ascii.ts";
import { reduceToAlphanumeric } from "../bytes/reduce.ts";
import { accept, refuse, type FieldRule } from "../field-rule.ts";
import { ibanStructures } from "./iban-structures.ts";

/** IBAN: ISO 13616 country length and structure, ISO 7064 mod 97-10. */
export const ibanRule: FieldRule = {
  maxBytes: 120,
  canonical: reduceToAlphanumeric,
  verify(text) {
    if (text.length < 2) return refuse("too_short");
    const country = readAscii(text.subarray(0, 2), 2);
    const structure = ibanStructures[country];
    if (structure === undefined) return refuse("unknown_country");
    const kinds = `nn${structure}`;
    for (let at = 2; at < Math.min(text.length, kinds.length + 2); at += 1) {
      if (!fits(text[at] ?? 0, kinds[at - 2])) return refuse("malformed");
    }
    if (text.length < kinds.length + 2) return refuse("too_short");
    if (text.length > kinds.length + 2) return refuse("too_long");
    if (remainder(text) !== 1) return refuse("checksum");
    return accept({ country, last4: readAscii(text.subarray(-4), 4) });
  },
};

function fits(byte: number, kind: string | undefined): boolean {
  const isDigit = byte >= 0x30 && byte <= 0x39;
  if (kind === "n") return isDigit;
  return kind === "a" ? !isDigit : true;
}

function remainder(text: Uint8Array): number {
  let rest = 0;
  for (let at = 0; at < text.length; at += 1) {
    const byte = text[(at + 4) % text.length] ?? 0;
    const value = byte <= 0x39 ? byte - 0x30 : byte - 0x37;
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}
