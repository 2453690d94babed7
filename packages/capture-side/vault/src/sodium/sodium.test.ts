import { readFileSync } from "node:fs";
import libsodium from "libsodium-wrappers";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { chooseSodium } from "./choose-sodium.ts";
import { nativeSodium } from "./native.ts";
import type { Sodium } from "./sodium.ts";
import { wasmSodium } from "./wasm.ts";

const hex = z.string().transform((text) => new Uint8Array(Buffer.from(text, "hex")));
const vectors = z
  .strictObject({
    source: z.string(),
    aead: z.array(
      z.strictObject({ name: z.string(), key: hex, data: hex, nonce: hex, bytes: hex, text: hex }),
    ),
    kx: z.array(
      z.strictObject({
        name: z.string(),
        secretKey: hex,
        publicKey: hex,
        client: hex,
        receive: hex.nullable(),
      }),
    ),
  })
  .parse(
    JSON.parse(readFileSync(new URL("../../test/sodium-vectors.json", import.meta.url), "utf8")),
  );

const native = nativeSodium();
let wasm: Sodium;
beforeAll(async () => {
  wasm = await wasmSodium();
});

describe.each(["wasm", ...(native ? ["native"] : [])])("%s", (kind) => {
  const sodium = () => (kind === "native" && native ? native : wasm);

  test.each(vectors.aead)("XChaCha20-Poly1305: $name", ({ key, data, nonce, bytes, text }) => {
    expect(sodium().encrypt(key, data, nonce, bytes)).toEqual(text);
    expect(sodium().decrypt(key, data, nonce, text)).toEqual(bytes);
    const changed = text.map((byte, at) => (at === 0 ? byte ^ 1 : byte));
    expect(sodium().decrypt(key, data, nonce, changed)).toBeNull();
    expect(sodium().decrypt(key, data, nonce, text.subarray(0, 15))).toBeNull();
  });

  test.each(vectors.kx)(
    "X25519 and BLAKE2b: $name",
    ({ secretKey, publicKey, client, receive }) => {
      const pair = sodium().keyPair(secretKey);
      expect(pair.publicKey).toEqual(publicKey);
      expect(sodium().receiveKey(pair, client)).toEqual(receive);
    },
  );

  test("agrees with the wrappers of libsodium on anything", () => {
    const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
    const any = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(bytes(32), any, bytes(24), any, (key, data, nonce, value) => {
        const text = libsodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
          value,
          data,
          null,
          nonce,
          key,
        );
        expect(sodium().encrypt(key, data, nonce, value)).toEqual(new Uint8Array(text));
        expect(sodium().decrypt(key, data, nonce, text)).toEqual(value);
      }),
    );
  });
});

test("[23] libsodium's own memory holds neither key nor plain text after a call", () => {
  const key = new Uint8Array(32).fill(0xa7);
  const value = new Uint8Array(
    Buffer.from("a value that is looked for in all of libsodium's memory"),
  );
  const nonce = new Uint8Array(24);
  const text = wasm.encrypt(key, value, nonce, value);
  expect(wasm.decrypt(key, value, nonce, text)).toEqual(value);
  const memory: unknown = Reflect.get(Reflect.get(libsodium, "libsodium"), "HEAPU8");
  if (!(memory instanceof Uint8Array)) throw new Error("no memory");
  const all = Buffer.from(memory.buffer, memory.byteOffset, memory.length);
  expect(all.includes(Buffer.from(value.subarray(0, 32)))).toBe(false);
  expect(all.includes(Buffer.from(key))).toBe(false);
  // The same, done by the wrappers, stays there: the search finds what there is.
  libsodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, text, value, nonce, key);
  expect(all.includes(Buffer.from(value.subarray(0, 32)))).toBe(true);
});

test("either can be forced; native where it does not load is refused", async () => {
  expect(await chooseSodium("wasm")).toBe("wasm");
  expect(await chooseSodium("auto")).toBe(native ? "native" : "wasm");
  const forced = chooseSodium("native");
  if (native) await expect(forced).resolves.toBe("native");
  else await expect(forced).rejects.toMatchObject({ code: "native_missing" });
});
