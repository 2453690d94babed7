import type { SubmittedValue } from "./check-submission.ts";
import { eachCodePoint } from "./bytes/code-points.ts";

/** UTF-8 of a text; for tests (this package has no `TextEncoder`: it is free of the platform). */
export function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const mark of text) {
    const point = mark.codePointAt(0) ?? 0;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 0x3f));
    else if (point < 0x10000) {
      bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
    } else {
      bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 0x3f));
      bytes.push(0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
    }
  }
  return Uint8Array.from(bytes);
}

export function textOf(bytes: Uint8Array | null): string | null {
  let text = "";
  const valid =
    bytes !== null && eachCodePoint(bytes, (point) => (text += String.fromCodePoint(point)));
  return valid ? text : null;
}

export function values(texts: Record<string, string>): SubmittedValue[] {
  return Object.entries(texts).map(([name, text]) => ({ name, bytes: utf8(text) }));
}
