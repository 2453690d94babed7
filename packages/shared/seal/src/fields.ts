import { SealError } from "./errors.ts";
import { utf8 } from "./utf8.ts";

/** One field of a submission: the value is bytes (UTF-8), never a string. */
export interface Field {
  name: string;
  bytes: Uint8Array;
}

export const MAX_FIELDS = 40;
export const MAX_VALUE_BYTES = 2_000;
/** So that the sealed text stays below the 24,000 characters of the wire. */
export const MAX_ENCODED_BYTES = 16_000;

const NAME = /^[a-zA-Z][a-zA-Z0-9._-]{0,59}$/;

/**
 * `count:u8 (nameLength:u8 name:ASCII valueLength:u16be value)*`
 *
 * @throws SealError `bad_fields`
 */
export function encodeFields(fields: readonly Field[]): Uint8Array {
  const names = fields.map((field) => utf8(field.name));
  const length = fields.reduce(
    (sum, field, index) => sum + 3 + (names[index]?.length ?? 0) + field.bytes.length,
    1,
  );
  if (!encodable(fields) || length > MAX_ENCODED_BYTES) throw new SealError("bad_fields");
  const bytes = new Uint8Array(length);
  bytes[0] = fields.length;
  let at = 1;
  for (const [index, field] of fields.entries()) {
    const name = names[index] ?? new Uint8Array();
    bytes[at] = name.length;
    bytes.set(name, at + 1);
    at += 1 + name.length;
    bytes[at] = field.bytes.length >> 8;
    bytes[at + 1] = field.bytes.length & 0xff;
    bytes.set(field.bytes, at + 2);
    at += 2 + field.bytes.length;
  }
  return bytes;
}

/**
 * Reads what {@link encodeFields} wrote. The values are views into `bytes`: no copy is made, so wiping `bytes` wipes them.
 *
 * @throws SealError `bad_fields` for anything else, trailing bytes included
 */
export function decodeFields(bytes: Uint8Array): Field[] {
  const fields: Field[] = [];
  const count = bytes[0] ?? 0;
  let at = 1;
  for (let index = 0; index < count; index += 1) {
    const nameEnd = at + 1 + (bytes[at] ?? 0);
    const name = String.fromCharCode(...bytes.subarray(at + 1, nameEnd));
    const valueAt = nameEnd + 2;
    const valueEnd = valueAt + (((bytes[nameEnd] ?? 0) << 8) | (bytes[nameEnd + 1] ?? 0));
    if (valueAt > bytes.length || valueEnd > bytes.length) throw new SealError("bad_fields");
    fields.push({ name, bytes: bytes.subarray(valueAt, valueEnd) });
    at = valueEnd;
  }
  if (at !== bytes.length || !encodable(fields)) throw new SealError("bad_fields");
  return fields;
}

function encodable(fields: readonly Field[]): boolean {
  return (
    fields.length <= MAX_FIELDS &&
    new Set(fields.map((field) => field.name)).size === fields.length &&
    fields.every((field) => NAME.test(field.name) && field.bytes.length <= MAX_VALUE_BYTES)
  );
}
