import { eachCodePoint } from "./code-points.ts";

/** Whether the bytes are this text in UTF-8, without making a string of the bytes. */
export function equalsText(bytes: Uint8Array, text: string): boolean {
  const wanted = Array.from(text, (mark) => mark.codePointAt(0));
  let at = 0;
  let same = true;
  const valid = eachCodePoint(bytes, (point) => {
    if (wanted[at] !== point) same = false;
    at += 1;
  });
  return valid && same && at === wanted.length;
}
