/**
 * Bytes that the garbage collector does not move: V8 keeps typed arrays of up to 64 bytes on its own heap and copies them
 * about, and a copy that it leaves behind cannot be wiped. The memory of an ArrayBuffer stays where it is.
 */
export function secretBytes(length: number): Uint8Array {
  return new Uint8Array(new ArrayBuffer(length));
}

/** A copy in memory that does not move. */
export function secretCopy(bytes: Uint8Array): Uint8Array {
  const copy = secretBytes(bytes.length);
  copy.set(bytes);
  return copy;
}
