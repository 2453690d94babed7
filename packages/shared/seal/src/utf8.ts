// TextEncoder is in browsers and in Node, but in no `lib` that a package without DOM or Node types has.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

const encoder = new TextEncoder();

export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Writes a text's UTF-8 into bytes that have room for it. @returns how many it took */
export function putUtf8(text: string, into: Uint8Array, at: number): number {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    // Nearly always it is ASCII, and a call of the encoder costs more than the loop.
    if (code > 0x7f) {
      const whole = utf8(text);
      into.set(whole, at);
      return whole.length;
    }
    into[at + index] = code;
  }
  return text.length;
}
