import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, test } from "vitest";
import { chooseSodium } from "./sodium/choose-sodium.ts";
import { nativeSodium } from "./sodium/native.ts";
import { verifyEd25519 } from "./verify-ed25519.ts";

const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const other = generateKeyPairSync("ed25519").publicKey;

describe.each(["wasm" as const, ...(nativeSodium() ? ["native" as const] : [])])(
  "[10] %s",
  (kind) => {
    test("what the key signed holds, and nothing else", async () => {
      await chooseSodium(kind);
      const message = Buffer.from("a ticket");
      const signature = sign(null, message, privateKey);
      const changed = Buffer.from(signature.map((byte, at) => (at === 40 ? byte ^ 1 : byte)));
      // S + L: the same point, which a verifier must refuse (RFC 8032, section 5.1.7).
      const malleable = Buffer.concat([
        signature.subarray(0, 32),
        plusOrder(signature.subarray(32)),
      ]);
      const holds = [
        verifyEd25519(publicKey, message, signature),
        verifyEd25519(other, message, signature),
        verifyEd25519(publicKey, Buffer.from("a tickets"), signature),
        verifyEd25519(publicKey, message, changed),
        verifyEd25519(publicKey, message, malleable),
        verifyEd25519(publicKey, message, signature.subarray(0, 63)),
        verifyEd25519(publicKey, message, Buffer.alloc(64)),
      ];
      expect(await Promise.all(holds)).toEqual([true, false, false, false, false, false, false]);
    });
  },
);

function plusOrder(bytes: Uint8Array): Buffer {
  const order = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n;
  const number = BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`) + order;
  return Buffer.from(number.toString(16).padStart(64, "0"), "hex").reverse();
}
