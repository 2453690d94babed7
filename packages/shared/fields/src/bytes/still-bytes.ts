/**
 * Bytes that stay where they are until they are wiped. A typed array of up to 64 bytes that is made by its length lies on
 * V8's own heap, and a collection may leave a copy of it behind; the memory of an ArrayBuffer is never moved.
 */
export function stillBytes(length: number): Uint8Array {
  return new Uint8Array(new ArrayBuffer(length));
}

/** A copy of a part of `bytes`, as `slice` makes one, that stays where it is. */
export function stillCopy(bytes: Uint8Array, from = 0, to = bytes.length): Uint8Array {
  const part = bytes.subarray(from, to);
  const copy = stillBytes(part.length);
  copy.set(part);
  return copy;
}
