import { foldCodePoint } from "./fold-code-point.ts";

/** A text whose digits, letters, spaces and dashes wear their plainest dress, and the way back to the original. */
export interface Folded {
  /** Plain text: digits of every script are 0-9, accents and invisible characters are gone. Case is kept. */
  text: string;
  /** Original start of each unit of `text`; undefined when nothing was changed. */
  starts: Uint32Array | undefined;
  /** Original end of each unit of `text`, with the marks that sit on it. */
  ends: Uint32Array | undefined;
  /** Some of it is shown turned round, by an override of direction. */
  turned: boolean;
}

/**
 * Folds a text for matching and keeps an offset map (Unicode NFKD, Nd and Cf of UAX 44, own dashes and quotes).
 * `normalize()` on the whole text would shift the offsets.
 */
export function fold(text: string): Folded {
  if (!NOT_ASCII.test(text)) return { text, starts: undefined, ends: undefined, turned: false };
  const even = foldEvenly(text);
  if (even !== undefined) return { text: even, starts: undefined, ends: undefined, turned: false };
  const parts: string[] = [];
  const starts = new GrowingOffsets(text.length);
  const ends = new GrowingOffsets(text.length);
  let plain = 0;
  for (let at = 0; at < text.length;) {
    const code = text.codePointAt(at) ?? 0;
    const end = code > 0xff_ff ? at + 2 : at + 1;
    if (code < 128) {
      starts.push(at);
      ends.push(end);
      at = end;
      continue;
    }
    if (plain < at) parts.push(text.slice(plain, at));
    plain = end;
    const folded = foldCodePoint(text.slice(at, end));
    if (folded === "mark") {
      ends.extendLast(at, end);
    } else if (folded !== "") {
      parts.push(folded);
      for (let unit = 0; unit < folded.length; unit++) {
        starts.push(at);
        ends.push(end);
      }
    }
    at = end;
  }
  if (plain < text.length) parts.push(text.slice(plain));
  const turned = text.includes("\u202e");
  return { text: parts.join(""), starts: starts.values(), ends: ends.values(), turned };
}

/** A text of which each unit becomes one unit, as curly quotes and letters with accents do: its offsets are its own. Undefined for others. */
function foldEvenly(text: string): string | undefined {
  let folded = "";
  let plain = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 128) continue;
    const half = (code & 0xf8_00) === 0xd8_00;
    const unit = half ? "" : foldCodePoint(text[at] ?? "");
    if (unit.length !== 1) return undefined;
    folded += text.slice(plain, at) + unit;
    plain = at + 1;
  }
  return folded + text.slice(plain);
}

/** The original offsets of `[start, end)` of the folded text. */
export function unfold(folded: Folded, start: number, end: number): { start: number; end: number } {
  if (!folded.starts || !folded.ends || end <= start) return { start, end };
  return { start: folded.starts[start] ?? start, end: folded.ends[end - 1] ?? end };
}

const NOT_ASCII = /[\u0080-\uffff]/;

class GrowingOffsets {
  #offsets: Uint32Array;
  #length = 0;

  constructor(capacity: number) {
    this.#offsets = new Uint32Array(capacity + 8);
  }

  push(offset: number) {
    if (this.#length === this.#offsets.length) {
      const larger = new Uint32Array(this.#offsets.length * 2);
      larger.set(this.#offsets);
      this.#offsets = larger;
    }
    this.#offsets[this.#length++] = offset;
  }

  /** A mark at `[at, end)` belongs to the unit that ends where it begins. */
  extendLast(at: number, end: number) {
    for (let last = this.#length - 1; last >= 0 && this.#offsets[last] === at; last--) {
      this.#offsets[last] = end;
    }
  }

  values(): Uint32Array {
    return this.#offsets.subarray(0, this.#length);
  }
}
