/** One sign of a text as some encoding wrote it: its bytes in UTF-8 and where the next one begins. */
export interface Unit {
  bytes: readonly number[];
  next: number;
}

const NAMED: Readonly<Record<string, number>> = { amp: 38, lt: 60, gt: 62, quot: 34, apos: 39 };
const SHORT: Readonly<Record<string, number>> = { b: 8, f: 12, n: 10, r: 13, t: 9 };

/** Five times escaped. A text of backslashes alone would else be read to its end from each of them. */
const MOST_BACKSLASHES = 32;
/** `&#x10FFFF;` */
const LONGEST_ENTITY = 10;

/**
 * The sign at `at`: `\u0034` (JSON, also behind several backslashes), `\x34`, `%34` (also `%2534`), `&#52;` `&#x34;` (XML, HTML), `\/`, or the byte itself.
 */
export function unitAt(text: Uint8Array, at: number): Unit {
  const byte = text[at] ?? 0;
  const escaped =
    byte === 0x5c
      ? backslash(text, at)
      : byte === 0x25
        ? percent(text, at)
        : byte === 0x26
          ? entity(text, at)
          : byte === 0xef
            ? fullWidth(text, at)
            : null;
  return escaped ?? { bytes: [byte], next: at + 1 };
}

function backslash(text: Uint8Array, at: number): Unit | null {
  let next = at;
  while (text[next] === 0x5c && next - at < MOST_BACKSLASHES) next += 1;
  const kind = String.fromCharCode(text[next] ?? 0);
  if (kind === "u" || kind === "x") {
    const digits = kind === "u" ? 4 : 2;
    const point = hexNumber(text, next + 1, digits);
    if (point === null) return null;
    const after = next + 1 + digits;
    const low = isHigh(point) && text[after] === 0x5c ? hexNumber(text, after + 2, 4) : null;
    if (low === null) return { bytes: utf8(point), next: after };
    return { bytes: utf8(0x10000 + ((point & 0x3ff) << 10) + (low & 0x3ff)), next: after + 6 };
  }
  if (next >= text.length) return null;
  return { bytes: [SHORT[kind] ?? text[next] ?? 0], next: next + 1 };
}

function percent(text: Uint8Array, at: number): Unit | null {
  let digits = at + 1;
  while (text[digits] === 0x32 && text[digits + 1] === 0x35) digits += 2;
  const byte = hexNumber(text, digits, 2) ?? hexNumber(text, at + 1, 2);
  if (byte === null) return null;
  const last = hexNumber(text, digits, 2) === null ? at + 1 : digits;
  return { bytes: [byte], next: last + 2 };
}

function entity(text: Uint8Array, at: number): Unit | null {
  const length = text.subarray(at, at + LONGEST_ENTITY + 1).indexOf(0x3b);
  if (length < 0) return null;
  const end = at + length;
  const name = Buffer.from(text.subarray(at + 1, end)).toString("latin1");
  const [, hex, decimal] = /^#(?:[xX]([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name) ?? [];
  const point = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : NAMED[name];
  return point === undefined ? null : { bytes: utf8(point), next: end + 1 };
}

/** `４` in UTF-8: U+FF01 to U+FF5E. */
function fullWidth(text: Uint8Array, at: number): Unit | null {
  const [, second = 0, third = 0] = text.subarray(at, at + 3);
  if (second !== 0xbc && second !== 0xbd) return null;
  return { bytes: utf8(0xf000 | ((second & 63) << 6) | (third & 63)), next: at + 3 };
}

/** The number of `length` hexadecimal digits, or null. */
export function hexNumber(text: Uint8Array, at: number, length: number): number | null {
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

/** Full-width digits and letters count as what they show. */
function utf8(point: number): number[] {
  const shown = point >= 0xff01 && point <= 0xff5e ? point - 0xfee0 : point;
  if (shown < 0x80) return [shown];
  if (shown < 0x800) return [0xc0 | (shown >> 6), 0x80 | (shown & 63)];
  if (shown < 0x10000)
    return [0xe0 | (shown >> 12), 0x80 | ((shown >> 6) & 63), 0x80 | (shown & 63)];
  return [
    0xf0 | (shown >> 18),
    0x80 | ((shown >> 12) & 63),
    0x80 | ((shown >> 6) & 63),
    0x80 | (shown & 63),
  ];
}
