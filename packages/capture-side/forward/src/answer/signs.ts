/** A text as what its encodings mean. It holds values: wipe it. */
export interface Signs {
  /** Of each place the sign that is written from there on: its one to four bytes in UTF-8, the first one lowest. */
  bytes: Uint32Array;
  /** Of each place where the next sign begins. */
  next: Uint32Array;
  /**
   * Reads the sign at every place of a text, once: `\u0034` (JSON, also behind several backslashes), `\x34`, `%34` (also `%2534`), `&#52;`
   * `&#x34;` (XML, HTML), `\/`, a full-width letter, or the byte itself. What was read before is overwritten, or wiped.
   */
  read(text: Uint8Array): void;
  wipe(): void;
}

const NAMED = new Map([
  ["amp", 38],
  ["lt", 60],
  ["gt", 62],
  ["quot", 34],
  ["apos", 39],
]);
/** What a letter behind a backslash means: `b`, `f`, `n`, `r`, `t`. */
const SHORT = new Map([
  [0x62, 8],
  [0x66, 12],
  [0x6e, 10],
  [0x72, 13],
  [0x74, 9],
]);

/** Five times escaped. A text of backslashes alone would else be read to its end from each of them. */
const MOST_BACKSLASHES = 32;
/** `&#x10FFFF;` */
const LONGEST_ENTITY = 10;

export function createSigns(): Signs {
  const signs: Signs = {
    bytes: still(0),
    next: still(0),
    read(text) {
      if (text.length > signs.bytes.length) {
        signs.wipe();
        signs.bytes = still(text.length);
        signs.next = still(text.length);
      }
      for (let at = 0; at < text.length; at += 1) {
        const byte = text[at] ?? 0;
        const sign = READ[byte]?.(text, at) ?? null;
        signs.bytes[at] = sign?.bytes ?? byte;
        signs.next[at] = sign?.next ?? at + 1;
      }
    },
    wipe() {
      signs.bytes.fill(0);
    },
  };
  return signs;
}

function still(length: number): Uint32Array {
  return new Uint32Array(new ArrayBuffer(length * Uint32Array.BYTES_PER_ELEMENT));
}

interface Sign {
  bytes: number;
  next: number;
}

/** What an escape begins with, and how it is read. */
const READ: ((text: Uint8Array, at: number) => Sign | null)[] = [];
READ[0x5c] = backslash;
READ[0x25] = percent;
READ[0x26] = entity;
READ[0xef] = fullWidth;

function backslash(text: Uint8Array, at: number): Sign | null {
  let next = at;
  while (text[next] === 0x5c && next - at < MOST_BACKSLASHES) next += 1;
  const kind = text[next] ?? 0;
  if (kind === 0x75 || kind === 0x78) {
    const digits = kind === 0x75 ? 4 : 2;
    const point = hexNumber(text, next + 1, digits);
    if (point === null) return null;
    const after = next + 1 + digits;
    const low = isHigh(point) && text[after] === 0x5c ? hexNumber(text, after + 2, 4) : null;
    if (low === null) return { bytes: utf8(point), next: after };
    return { bytes: utf8(0x10000 + ((point & 0x3ff) << 10) + (low & 0x3ff)), next: after + 6 };
  }
  if (next >= text.length) return null;
  return { bytes: SHORT.get(kind) ?? kind, next: next + 1 };
}

function percent(text: Uint8Array, at: number): Sign | null {
  let digits = at + 1;
  while (text[digits] === 0x32 && text[digits + 1] === 0x35) digits += 2;
  const inner = hexNumber(text, digits, 2);
  if (inner !== null) return { bytes: inner, next: digits + 2 };
  const byte = hexNumber(text, at + 1, 2);
  return byte === null ? null : { bytes: byte, next: at + 3 };
}

function entity(text: Uint8Array, at: number): Sign | null {
  let end = at + 1;
  while (text[end] !== 0x3b) {
    if (end - at > LONGEST_ENTITY) return null;
    end += 1;
  }
  const point = text[at + 1] === 0x23 ? numbered(text, at + 2, end) : named(text, at + 1, end);
  return point === undefined ? null : { bytes: utf8(point), next: end + 1 };
}

function named(text: Uint8Array, from: number, end: number): number | undefined {
  return end - from > 4 ? undefined : NAMED.get(String.fromCharCode(...text.subarray(from, end)));
}

function numbered(text: Uint8Array, from: number, end: number): number | undefined {
  if (((text[from] ?? 0) | 0x20) === 0x78) {
    const digits = end - from - 1;
    return digits < 1 || digits > 6 ? undefined : (hexNumber(text, from + 1, digits) ?? undefined);
  }
  let point = 0;
  for (let at = from; at < end; at += 1) {
    const digit = (text[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return undefined;
    point = point * 10 + digit;
  }
  return end - from < 1 || end - from > 7 ? undefined : point;
}

/** `４` in UTF-8: U+FF01 to U+FF5E. */
function fullWidth(text: Uint8Array, at: number): Sign | null {
  const second = text[at + 1] ?? 0;
  const third = text[at + 2] ?? 0;
  if (second !== 0xbc && second !== 0xbd) return null;
  return { bytes: utf8(0xf000 | ((second & 63) << 6) | (third & 63)), next: at + 3 };
}

/** The number of `length` hexadecimal digits, or null. */
function hexNumber(text: Uint8Array, at: number, length: number): number | null {
  let value = 0;
  for (let index = at; index < at + length; index += 1) {
    const digit = hexDigit(text[index] ?? 0);
    if (digit < 0) return null;
    value = value * 16 + digit;
  }
  return value;
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

function isHigh(point: number): boolean {
  return point >= 0xd800 && point < 0xdc00;
}

/** Its bytes, the first one lowest. Full-width digits and letters count as what they show. */
function utf8(point: number): number {
  const shown = point >= 0xff01 && point <= 0xff5e ? point - 0xfee0 : point;
  if (shown < 0x80) return shown;
  const last = 0x80 | (shown & 63);
  if (shown < 0x800) return (0xc0 | (shown >> 6)) + last * 0x100;
  const before = 0x80 | ((shown >> 6) & 63);
  if (shown < 0x10000) return (0xe0 | (shown >> 12)) + before * 0x100 + last * 0x10000;
  const second = 0x80 | ((shown >> 12) & 63);
  return (0xf0 | ((shown >> 18) & 7)) + second * 0x100 + before * 0x10000 + last * 0x1000000;
}
