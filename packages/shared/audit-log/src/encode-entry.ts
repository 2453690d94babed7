import { utf8 } from "./bytes.ts";
import type { Act, Entry } from "./entry.ts";

const ENTRY_V1 = utf8("aside audit entry v1\n");
const ACT_V1 = utf8("aside audit act v1\n");

/**
 * The canonical encoding of an entry, version 1: the label `aside audit entry v1\n`, then number, tenant, id, at, actor, action, subject,
 * field, purpose, reference and result, in this order, each as four bytes of length (big-endian) and UTF-8. Numbers are decimal text; a field that
 * is null has the length 0xffffffff and no bytes.
 */
export function encodeEntry(entry: Entry): Uint8Array {
  return encode(ENTRY_V1, [String(entry.number), ...actParts(entry)]);
}

/** The same of an act that has no number yet, with the label `aside audit act v1\n`: what covers it until it is chained. */
export function encodeAct(act: Act): Uint8Array {
  return encode(ACT_V1, actParts(act));
}

function actParts({ tenant, id, at, ...rest }: Act): (string | null)[] {
  const { actor, action, subject, field, purpose, reference, result } = rest;
  return [tenant, id, String(at), actor, action, subject, field, purpose, reference, result];
}

function encode(label: Uint8Array, parts: readonly (string | null)[]): Uint8Array {
  const texts = parts.map((part) => (part === null ? null : utf8(part)));
  const length = texts.reduce((sum, text) => sum + 4 + (text?.length ?? 0), label.length);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  bytes.set(label);
  let at = label.length;
  for (const text of texts) {
    view.setUint32(at, text?.length ?? 0xffffffff);
    at += 4;
    if (text === null) continue;
    bytes.set(text, at);
    at += text.length;
  }
  return bytes;
}
