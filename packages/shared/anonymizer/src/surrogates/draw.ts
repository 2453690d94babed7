/**
 * A keyed pseudo-random function: 32 bytes for a label, always the same ones for the same key. An HMAC-SHA-256 under a
 * random key of one export and one conversation; never a plain hash, which anybody could try names against.
 */
export type Draw = (label: string) => Uint8Array;

/** 0 to `below - 1` from the bytes of a draw; `place` 0 to 3 gives four independent numbers. */
export function number(bytes: Uint8Array, below: number, place = 0): number {
  let value = 0;
  for (const byte of bytes.subarray(place * 6, place * 6 + 6)) value = value * 256 + byte;
  return value % below;
}

/** So many digits from the bytes of a draw. */
export function digits(bytes: Uint8Array, count: number): string {
  return Array.from({ length: count }, (_, index) =>
    String((bytes[index % bytes.length] ?? 0) % 10),
  ).join("");
}

export function pick<T>(from: readonly T[], bytes: Uint8Array, place = 0): T {
  const one = from[number(bytes, from.length, place)];
  if (one === undefined) throw new RangeError("nothing to pick from");
  return one;
}
