/**
 * The text of a short value that is no secret: a country, a choice. Never for anything else: a string cannot be wiped.
 *
 * @returns "" where there is no value, it is longer than `max`, or not ASCII
 */
export function readAscii(bytes: Uint8Array | undefined, max: number): string {
  if (bytes === undefined || bytes.length > max) return "";
  let text = "";
  for (const byte of bytes) {
    if (byte < 0x20 || byte > 0x7e) return "";
    text += String.fromCharCode(byte);
  }
  return text;
}
