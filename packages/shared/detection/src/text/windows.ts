/** A part of a text that is read at once; what is found from `owned` on and before the next one's `owned` is its own. */
export interface TextWindow {
  text: string;
  /** UTF-16 offset of its first unit. */
  start: number;
  owned: number;
}

/**
 * A text in windows that overlap, cut at blanks, so that time and memory grow with its length and no faster.
 */
export function windowsOf(text: string): TextWindow[] {
  const windows: TextWindow[] = [];
  let start = 0;
  let owned = 0;
  for (;;) {
    const end = text.length - start <= LONGEST ? text.length : cutBefore(text, start + LONGEST);
    windows.push({ text: text.slice(start, end), start, owned });
    if (end === text.length) return windows;
    start = cutBefore(text, end - OVERLAP);
    owned = end - OVERLAP / 2;
  }
}

/** What is not longer is read at once; a longer text in windows of as much. */
export const LONGEST = 8192;
/** Longer than any value of several words with the words around it that matter. */
const OVERLAP = 512;
/** No URL is longer that we find. */
const MAX_WORD = 2048;

/** The last blank before `at`, or `at` itself in a row without blanks; never between two halves of a character. */
function cutBefore(text: string, at: number): number {
  for (let cut = at; cut > at - MAX_WORD; cut--) if (text.charCodeAt(cut) <= 32) return cut;
  return (text.charCodeAt(at) & 0xfc_00) === 0xdc_00 ? at - 1 : at;
}
