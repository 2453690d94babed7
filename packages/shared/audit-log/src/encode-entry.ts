import { concat, utf8 } from "./bytes.ts";
import type { Act, Entry } from "./entry.ts";

const ENTRY_V1 = utf8("aside audit entry v1\n");
const ACT_V1 = utf8("aside audit act v1\n");

/**
 * The canonical encoding of an entry, version 1: the label `aside audit entry v1\n`, then number, tenant, id, at, actor, action, subject,
 * field, purpose, reference and result, in this order, each as four bytes of length (big-endian) and UTF-8. Numbers are decimal text; a field that
 * is null has the length 0xffffffff and no bytes.
 */
export function encodeEntry(entry: Entry): Uint8Array {
  return concat(ENTRY_V1, part(String(entry.number)), actParts(entry));
}

/** The same of an act that has no number yet, with the label `aside audit act v1\n`: what covers it until it is chained. */
export function encodeAct(act: Act): Uint8Array {
  return concat(ACT_V1, actParts(act));
}

function actParts({ tenant, id, at, ...rest }: Act): Uint8Array {
  const { actor, action, subject, field, purpose, reference, result } = rest;
  const named = [actor, action, subject, field, purpose, reference, result];
  return concat(...[tenant, id, String(at), ...named].map(part));
}

function part(text: string | null): Uint8Array {
  const bytes = text === null ? new Uint8Array() : utf8(text);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, text === null ? 0xffffffff : bytes.length);
  return concat(length, bytes);
}
