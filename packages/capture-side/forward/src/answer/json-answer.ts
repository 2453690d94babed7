import type { Projection } from "./projection.ts";
import type { ValueFinder } from "./value-finder.ts";

export type JsonLeaf = string | number | boolean | null;
export type JsonTree = JsonLeaf | JsonTree[] | { [name: string]: JsonTree };

/** What stands where a value stood. */
export const REMOVED = "[removed]";
const DEEPEST = 64;
const LONGEST = 2_000;

/**
 * Reads of a JSON text the allow-listed leaves and nothing else: what is not let through never becomes a string. A leaf in
 * which a value is found, or a part of one that is split over several, is {@link REMOVED}.
 *
 * @returns null where it is no JSON
 */
export function projectJson(
  text: Uint8Array,
  projection: Projection,
  finder: ValueFinder,
): JsonTree | null {
  const leaves: Uint8Array[] = [];
  try {
    walk(text, projection, (bytes) => void leaves.push(clean(bytes, finder) ? bytes : NOTHING));
    const split = finder.splitOver(leaves.map(contentOf));
    let place = 0;
    return walk(text, projection, () => {
      const [bytes = NOTHING, isSplit] = [leaves[place], split[place]];
      place += 1;
      return isSplit || bytes.length === 0 ? REMOVED : leafOf(bytes, finder);
    });
  } catch (error) {
    if (error instanceof NotJson) return null;
    throw error;
  }
}

const NOTHING = new Uint8Array(0);

type ReadLeaf = (bytes: Uint8Array) => JsonLeaf | void;

/** Reads each allow-listed leaf, in order. */
function walk(text: Uint8Array, projection: Projection, read: ReadLeaf): JsonTree {
  const scan = { text, at: text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf ? 3 : 0 };
  const tree = readValue(scan, projection, read, 0);
  skipSpace(scan);
  if (scan.at !== text.length) throw new NotJson();
  return tree ?? {};
}

class NotJson extends Error {}

interface Scan {
  text: Uint8Array;
  at: number;
}

function readValue(
  scan: Scan,
  projection: Projection | undefined,
  read: ReadLeaf,
  depth: number,
): JsonTree | undefined {
  if (depth > DEEPEST) throw new NotJson();
  skipSpace(scan);
  const byte = scan.text[scan.at];
  if (byte === 0x7b) return readObject(scan, projection, read, depth);
  if (byte === 0x5b) return readList(scan, projection, read, depth);
  const from = scan.at;
  if (byte === 0x22) skipString(scan);
  else skipWord(scan);
  if (!projection?.kept) return undefined;
  return read(scan.text.subarray(from, scan.at)) ?? null;
}

function readObject(
  scan: Scan,
  projection: Projection | undefined,
  read: ReadLeaf,
  depth: number,
): JsonTree | undefined {
  const members = new Map<string, JsonTree>();
  eachMember(scan, 0x7d, () => {
    const from = scan.at;
    skipString(scan);
    const name = knownName(scan.text.subarray(from + 1, scan.at - 1), projection);
    skipSpace(scan);
    expect(scan, 0x3a);
    const value = readValue(scan, projection?.members.get(name ?? ""), read, depth + 1);
    if (name !== undefined && value !== undefined) members.set(name, value);
  });
  return members.size === 0 ? undefined : Object.fromEntries(members);
}

function readList(
  scan: Scan,
  projection: Projection | undefined,
  read: ReadLeaf,
  depth: number,
): JsonTree | undefined {
  const elements: JsonTree[] = [];
  eachMember(scan, 0x5d, () => {
    const value = readValue(scan, projection?.members.get("*"), read, depth + 1);
    if (value !== undefined) elements.push(value);
  });
  return elements.length === 0 ? undefined : elements;
}

function eachMember(scan: Scan, close: number, read: () => void): void {
  scan.at += 1;
  skipSpace(scan);
  if (scan.text[scan.at] === close) {
    scan.at += 1;
    return;
  }
  for (;;) {
    skipSpace(scan);
    read();
    skipSpace(scan);
    if (scan.text[scan.at] === close) break;
    expect(scan, 0x2c);
  }
  scan.at += 1;
}

/** Compared as bytes: a name that is not on the list never becomes a string. One written with escapes is not on it. */
function knownName(bytes: Uint8Array, projection: Projection | undefined): string | undefined {
  const known = projection?.names.find(
    ([, written]) => written.length === bytes.length && Buffer.compare(written, bytes) === 0,
  );
  return known?.[0];
}

function clean(bytes: Uint8Array, finder: ValueFinder): boolean {
  return bytes.length <= LONGEST && !finder.isIn(bytes);
}

/** Without the quotes of a string. */
function contentOf(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0x22 ? bytes.subarray(1, -1) : bytes;
}

function leafOf(bytes: Uint8Array, finder: ValueFinder): JsonLeaf {
  try {
    const text = Buffer.from(bytes).toString();
    const value: unknown = JSON.parse(text);
    if (typeof value === "number") {
      // `986.99999999999999999` is no value until it is read.
      const read = String(value);
      return read !== text && finder.isIn(Buffer.from(read)) ? REMOVED : value;
    }
    return typeof value === "string" || typeof value === "boolean" ? value : null;
  } catch {
    throw new NotJson();
  }
}

function skipString(scan: Scan): void {
  expect(scan, 0x22);
  while (scan.text[scan.at] !== 0x22) {
    if (scan.at >= scan.text.length) throw new NotJson();
    scan.at += scan.text[scan.at] === 0x5c ? 2 : 1;
  }
  scan.at += 1;
}

/** A number, `true`, `false` or `null`; which one is only looked at where it is let through. */
function skipWord(scan: Scan): void {
  const from = scan.at;
  while (WORD[scan.text[scan.at] ?? 0] === 1) scan.at += 1;
  if (scan.at === from) throw new NotJson();
}

const WORD = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(/[-+.0-9A-Za-z]/.test(String.fromCharCode(byte))),
);

function skipSpace(scan: Scan): void {
  for (;;) {
    const byte = scan.text[scan.at];
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return;
    scan.at += 1;
  }
}

function expect(scan: Scan, byte: number): void {
  if (scan.text[scan.at] !== byte) throw new NotJson();
  scan.at += 1;
}
