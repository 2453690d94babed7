// TextEncoder is in browsers and in Node, but in no `lib` that a package without DOM or Node types has.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

const encoder = new TextEncoder();

export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}
