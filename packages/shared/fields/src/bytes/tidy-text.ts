import { eachCodePoint } from "./code-points.ts";
import { isSpace } from "./reduce.ts";
import { stillCopy } from "./still-bytes.ts";

/**
 * Free text: valid UTF-8 without control characters, trimmed at both ends (all kinds of spaces).
 *
 * @returns a fresh array that the caller wipes; null where it is not such text
 */
export function tidyText(bytes: Uint8Array): Uint8Array | null {
  let at = 0;
  let start = -1;
  let end = 0;
  let control = false;
  const valid = eachCodePoint(bytes, (point) => {
    const next = at + sizeOf(point);
    if (!isSpace(point)) {
      if (start < 0) start = at;
      end = next;
    }
    if (point < 0x20 || (point >= 0x7f && point <= 0x9f) || isBidiOverride(point)) control = true;
    at = next;
  });
  if (!valid || control) return null;
  return start < 0 ? new Uint8Array(0) : stillCopy(bytes, start, end);
}

export function countCodePoints(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if ((byte & 0xc0) !== 0x80) count += 1;
  return count;
}

function sizeOf(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}

function isBidiOverride(point: number): boolean {
  return (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
}
