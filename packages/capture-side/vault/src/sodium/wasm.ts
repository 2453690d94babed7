import libsodium from "libsodium-wrappers";
import { secretBytes, secretCopy } from "../secret-bytes.ts";
import type { Sodium } from "./sodium.ts";

const TAG_BYTES = 16;
const KEY_BYTES = 32;
/** More than the largest submission and its surroundings twice over. */
const ARENA_BYTES = 128 * 1_024;

/** What of Emscripten's module is called below the wrappers, which copy what they are given into its memory and leave it there. */
interface Heap {
  readonly HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _crypto_aead_xchacha20poly1305_ietf_encrypt(...args: number[]): number;
  _crypto_aead_xchacha20poly1305_ietf_decrypt(...args: number[]): number;
  _crypto_scalarmult_base(...args: number[]): number;
  _crypto_kx_server_session_keys(...args: number[]): number;
}

/** libsodium's WebAssembly. Everything goes through one arena of its memory that is zeroed after each call. */
export async function wasmSodium(): Promise<Sodium> {
  await libsodium.ready;
  const module: unknown = Reflect.get(libsodium, "libsodium");
  if (!isHeap(module)) throw new Error("libsodium is not built as it was");
  const heap = module;
  const arena = heap._malloc(ARENA_BYTES);

  /** Places parts one after the other, calls, copies out what is asked for, zeroes all of it. */
  const run = (parts: readonly (Uint8Array | number)[], call: (at: number[]) => Out | null) => {
    let end = arena;
    const at = parts.map((part) => {
      const from = end;
      const length = typeof part === "number" ? part : part.length;
      end += (length + 15) & ~15;
      if (end > arena + ARENA_BYTES) throw new RangeError("too much for one call");
      if (typeof part !== "number") heap.HEAPU8.set(part, from);
      return from;
    });
    try {
      const out = call(at);
      return out && secretCopy(heap.HEAPU8.subarray(out.at, out.at + out.length));
    } finally {
      heap.HEAPU8.fill(0, arena, end);
    }
  };
  const encrypt: Sodium["encrypt"] = (key, data, nonce, bytes) => {
    const length = bytes.length + TAG_BYTES;
    const text = run([key, data, nonce, bytes, length], ([k = 0, d = 0, n = 0, m = 0, c = 0]) => {
      heap._crypto_aead_xchacha20poly1305_ietf_encrypt(
        ...[c, 0, m, bytes.length, 0, d, data.length, 0, 0, n, k],
      );
      return { at: c, length };
    });
    return text ?? new Uint8Array();
  };
  const decrypt: Sodium["decrypt"] = (key, data, nonce, text) => {
    const length = text.length - TAG_BYTES;
    if (length < 0) return null;
    return run([key, data, nonce, text, length], ([k = 0, d = 0, n = 0, c = 0, m = 0]) => {
      const wrong = heap._crypto_aead_xchacha20poly1305_ietf_decrypt(
        ...[m, 0, 0, c, text.length, 0, d, data.length, 0, n, k],
      );
      return wrong ? null : { at: m, length };
    });
  };
  // The last block of a text that is no whole number of blocks lies on libsodium's stack after a call. The same call with
  // nothing in it puts zeros there.
  const none = { key: secretBytes(KEY_BYTES), data: new Uint8Array(), nonce: new Uint8Array(24) };
  const nothing = encrypt(none.key, none.data, none.nonce, new Uint8Array(63));
  return {
    kind: "wasm",
    encrypt(key, data, nonce, bytes) {
      const text = encrypt(key, data, nonce, bytes);
      encrypt(none.key, none.data, none.nonce, new Uint8Array(63));
      return text;
    },
    decrypt(key, data, nonce, text) {
      const bytes = decrypt(key, data, nonce, text);
      decrypt(none.key, none.data, none.nonce, nothing);
      return bytes;
    },
    keyPair(secretKey) {
      const publicKey = run([secretKey, KEY_BYTES], ([s = 0, p = 0]) => {
        heap._crypto_scalarmult_base(p, s);
        return { at: p, length: KEY_BYTES };
      });
      return { publicKey: publicKey ?? new Uint8Array(), secretKey };
    },
    receiveKey({ publicKey, secretKey }, client) {
      const parts = [publicKey, secretKey, client, KEY_BYTES, KEY_BYTES];
      return run(parts, ([p = 0, s = 0, c = 0, rx = 0, tx = 0]) =>
        heap._crypto_kx_server_session_keys(rx, tx, p, s, c) ? null : { at: rx, length: KEY_BYTES },
      );
    },
    verify: null,
  };
}

interface Out {
  at: number;
  length: number;
}

function isHeap(module: unknown): module is Heap {
  return (
    typeof module === "object" &&
    module !== null &&
    "HEAPU8" in module &&
    "_malloc" in module &&
    "_crypto_aead_xchacha20poly1305_ietf_decrypt" in module &&
    "_crypto_kx_server_session_keys" in module &&
    "_crypto_scalarmult_base" in module
  );
}
