import { SealError } from "./errors.ts";

/** All sealed texts are a multiple of this long, so that a value's length does not show. */
export const BUCKET = 256;

/** ISO/IEC 7816-4: 0x80, then zeros up to the next multiple of {@link BUCKET}. At least one byte is added. */
export function pad(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array((Math.floor(bytes.length / BUCKET) + 1) * BUCKET);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  return padded;
}

/**
 * A view of `padded` without its padding; nothing is copied.
 *
 * @throws SealError `bad_fields`
 */
export function unpad(padded: Uint8Array): Uint8Array {
  let end = padded.length - 1;
  while (end >= 0 && padded[end] === 0) end -= 1;
  const whole = padded.length % BUCKET === 0 && padded.length - end <= BUCKET;
  if (!whole || padded[end] !== 0x80) throw new SealError("bad_fields");
  return padded.subarray(0, end);
}
