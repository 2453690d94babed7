import { BITS, MORE_NAMES } from "./generated/more-names.generated.ts";

/** Whether a word is one of 170,000 rarer names; one in a hundred other words is taken for one. */
export function moreNames(word: string): boolean {
  bytes ??= fromBase64(MORE_NAMES);
  let one = 2_166_136_261;
  let two = 5381;
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    one = Math.imul(one ^ code, 16_777_619) >>> 0;
    two = (Math.imul(two, 33) + code) >>> 0;
  }
  for (let index = 0; index < HASHES; index++) {
    const bit = ((one + Math.imul(index, two | 1)) >>> 0) % BITS;
    if (((bytes[bit >> 3] ?? 0) & (1 << (bit & 7))) === 0) return false;
  }
  return true;
}

const HASHES = 7;
let bytes: Uint8Array | undefined;

// No atob, no Buffer: this package runs anywhere.
function fromBase64(text: string): Uint8Array {
  const result = new Uint8Array(Math.floor((text.length * 3) / 4));
  let at = 0;
  let pending = 0;
  let bits = 0;
  for (const letter of text) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) break;
    pending = ((pending << 6) | value) & 0xff_ff_ff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      result[at++] = (pending >> bits) & 0xff;
    }
  }
  return result;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
