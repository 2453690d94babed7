/** Bytes that the garbage collector does not move (ADR 24): of those it moves a copy may stay behind that nobody can wipe. */
export function stillBytes(length: number): Uint8Array {
  return new Uint8Array(new ArrayBuffer(length));
}

/** A copy of a part of them, also of a Buffer, whose own `slice` is none. */
export function stillCopy(bytes: Uint8Array, from = 0, to = bytes.length): Uint8Array {
  const part = bytes.subarray(from, to);
  const copy = stillBytes(part.length);
  copy.set(part);
  return copy;
}
