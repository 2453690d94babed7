/**
 * Walks UTF-8 (RFC 3629: no overlong forms, no surrogates) without making a string.
 *
 * @returns false where the bytes are not UTF-8; `visit` may have seen the part before
 */
export function eachCodePoint(bytes: Uint8Array, visit: (codePoint: number) => void): boolean {
  let at = 0;
  while (at < bytes.length) {
    const lead = byteAt(bytes, at);
    const length = lengthOf(lead);
    if (length === 0 || at + length > bytes.length) return false;
    let point = length === 1 ? lead : lead & (0x7f >> length);
    for (let next = 1; next < length; next += 1) {
      const byte = byteAt(bytes, at + next);
      if ((byte & 0xc0) !== 0x80) return false;
      point = (point << 6) | (byte & 0x3f);
    }
    if (point < LEAST[length]! || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
      return false;
    }
    visit(point);
    at += length;
  }
  return true;
}

const LEAST = [0, 0, 0x80, 0x800, 0x10000] as const;

function lengthOf(lead: number): 0 | 1 | 2 | 3 | 4 {
  if (lead < 0x80) return 1;
  if (lead < 0xc2) return 0;
  if (lead < 0xe0) return 2;
  if (lead < 0xf0) return 3;
  return lead < 0xf5 ? 4 : 0;
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}
