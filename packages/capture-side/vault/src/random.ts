import { randomFillSync } from "node:crypto";
import { secretCopy } from "./secret-bytes.ts";

const POOL_BYTES = 8_192;

/**
 * Random bytes from a pool that the system's generator fills 8 KB at a time: 24 bytes cost a copy, not a system call.
 * What was given out is zeroed in the pool.
 */
export const randomBytes = createPool();

function createPool(): (length: number) => Uint8Array {
  const pool = new Uint8Array(POOL_BYTES);
  let at = POOL_BYTES;
  return (length) => {
    if (at + length > POOL_BYTES) {
      randomFillSync(pool);
      at = 0;
    }
    const bytes = secretCopy(pool.subarray(at, at + length));
    pool.fill(0, at, at + length);
    at += length;
    return bytes;
  };
}
