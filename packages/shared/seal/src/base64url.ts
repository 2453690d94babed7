import { sodium } from "./sodium.ts";

/** RFC 4648 section 5, without padding. */
export function toBase64url(bytes: Uint8Array): string {
  return sodium.to_base64(bytes, sodium.base64_variants.URLSAFE_NO_PADDING);
}

/** Bytes of strict base64url without padding, or null where the text is not that. */
export function fromBase64url(text: string): Uint8Array | null {
  try {
    return sodium.from_base64(text, sodium.base64_variants.URLSAFE_NO_PADDING);
  } catch {
    return null;
  }
}
