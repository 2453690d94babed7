/** The eight forms of `e2e/boundary/search.ts`, written by Node's own encoders. */
export function encoded(secret: string): string[] {
  const utf8 = Buffer.from(secret, "utf8");
  const utf16 = Buffer.from(secret, "utf16le");
  return [
    secret,
    secret.toUpperCase(),
    utf8.toString("hex"),
    utf16.toString("hex"),
    Buffer.from(utf16).swap16().toString("hex"),
    utf8.toString("base64").replace(/=+$/, ""),
    encodeURIComponent(secret),
    [...utf8].map((byte) => `%${byte.toString(16)}`).join(""),
    Array.from(secret, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
  ];
}
