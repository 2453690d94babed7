import { createRequire } from "node:module";
import { secretBytes } from "../secret-bytes.ts";
import type { Sodium } from "./sodium.ts";

const TAG_BYTES = 16;
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;

/** What of `sodium-native` is called. */
interface Native {
  crypto_aead_xchacha20poly1305_ietf_encrypt(...args: (Uint8Array | null)[]): number;
  crypto_aead_xchacha20poly1305_ietf_decrypt(...args: (Uint8Array | null)[]): number;
  crypto_scalarmult_base(publicKey: Uint8Array, secretKey: Uint8Array): void;
  crypto_kx_server_session_keys(...args: Uint8Array[]): void;
  crypto_sign_verify_detached(...args: Uint8Array[]): boolean;
}

/** libsodium as machine code, an optional dependency: null where there is no build of it for this machine. */
export function nativeSodium(): Sodium | null {
  const native = load();
  if (native === null) return null;
  return {
    kind: "native",
    encrypt(key, data, nonce, bytes) {
      const text = secretBytes(bytes.length + TAG_BYTES);
      native.crypto_aead_xchacha20poly1305_ietf_encrypt(text, bytes, data, null, nonce, key);
      return text;
    },
    decrypt(key, data, nonce, text) {
      if (text.length < TAG_BYTES) return null;
      const bytes = secretBytes(text.length - TAG_BYTES);
      try {
        native.crypto_aead_xchacha20poly1305_ietf_decrypt(bytes, null, text, data, nonce, key);
        return bytes;
      } catch {
        return null;
      }
    },
    keyPair(secretKey) {
      const publicKey = secretBytes(KEY_BYTES);
      native.crypto_scalarmult_base(publicKey, secretKey);
      return { publicKey, secretKey };
    },
    receiveKey({ publicKey, secretKey }, client) {
      const [receive, transmit] = [secretBytes(KEY_BYTES), secretBytes(KEY_BYTES)];
      try {
        native.crypto_kx_server_session_keys(receive, transmit, publicKey, secretKey, client);
        return receive;
      } catch {
        return null;
      } finally {
        transmit.fill(0);
      }
    },
    verify: (publicKey, message, signature) =>
      publicKey.length === KEY_BYTES &&
      signature.length === SIGNATURE_BYTES &&
      native.crypto_sign_verify_detached(signature, message, publicKey),
  };
}

function load(): Native | null {
  try {
    const module: unknown = createRequire(import.meta.url)("sodium-native");
    return isNative(module) ? module : null;
  } catch {
    return null;
  }
}

function isNative(module: unknown): module is Native {
  return (
    typeof module === "object" &&
    module !== null &&
    "crypto_aead_xchacha20poly1305_ietf_decrypt" in module &&
    "crypto_kx_server_session_keys" in module &&
    "crypto_scalarmult_base" in module &&
    "crypto_sign_verify_detached" in module
  );
}
