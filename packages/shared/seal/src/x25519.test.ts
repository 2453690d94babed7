import { beforeAll, expect, test } from "vitest";
import { ready, sodium } from "./sodium.ts";
import { createX25519Ephemeral } from "./x25519.ts";

beforeAll(ready);

test("WebCrypto's pair is one of libsodium's: the same public key, and the same session keys from both sides", async () => {
  const { publicKey, secretKey } = await createX25519Ephemeral();
  expect(sodium.crypto_scalarmult_base(secretKey)).toEqual(publicKey);
  const collector = sodium.crypto_kx_keypair();
  const ours = sodium.crypto_kx_client_session_keys(publicKey, secretKey, collector.publicKey);
  const theirs = sodium.crypto_kx_server_session_keys(
    collector.publicKey,
    collector.privateKey,
    publicKey,
  );
  expect(theirs.sharedRx).toEqual(ours.sharedTx);
});

test("no two pairs are the same", async () => {
  const [one, two] = [await createX25519Ephemeral(), await createX25519Ephemeral()];
  expect(one.secretKey).not.toEqual(two.secretKey);
});
