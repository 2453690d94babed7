/** Bytes of strict base64url without padding, or null where the text is not that: `fromBase64url` of `@aside/seal`, by Node's own decoder. */
export function bytesOfBase64url(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, "base64url");
  // It takes padding, the other alphabet and stray characters too: strict is what comes out as it went in.
  return bytes.toString("base64url") === text ? bytes : null;
}
