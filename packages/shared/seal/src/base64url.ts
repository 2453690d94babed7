// In browsers and in Node, but in no `lib` that a package without DOM or Node types has.
declare const btoa: (binary: string) => string;
declare const atob: (text: string) => string;

const CANONICAL =
  /^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-][AQgw]|[A-Za-z0-9_-]{2}[AEIMQUYcgkosw048])?$/;

/** RFC 4648 section 5, without padding. */
export function toBase64url(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 4_096)
    binary += String.fromCharCode(...bytes.subarray(at, at + 4_096));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Bytes of strict base64url without padding, or null where the text is not that. */
export function fromBase64url(text: string): Uint8Array | null {
  if (!CANONICAL.test(text)) return null;
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
