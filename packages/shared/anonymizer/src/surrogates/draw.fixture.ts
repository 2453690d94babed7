import type { Draw } from "./draw.ts";

/** For tests: a function of key and label that is fixed and spread, not a secret one. */
export function drawOf(key: number): Draw {
  return (label) => {
    let state = Math.imul(key + 1, 2654435761) >>> 0;
    const bytes = new Uint8Array(32);
    for (const one of `${label}\u0000${label}`)
      state = Math.imul(state ^ (one.codePointAt(0) ?? 0), 16777619) >>> 0;
    for (let at = 0; at < 32; at++) {
      state = (Math.imul(state ^ (state >>> 15), 2246822519) + at * 374761393) >>> 0;
      bytes[at] = (state >>> 13) & 255;
    }
    return bytes;
  };
}
