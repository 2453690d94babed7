import { createEphemeral, ready, toBase64url } from "@aside/seal";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { openReply } from "../../test/fake-ports.ts";
import type { Sealer } from "../flow/ports.ts";
import { createSealer } from "./create-sealer.ts";

let publicKey = "";
beforeAll(async () => {
  await ready();
  publicKey = toBase64url(createEphemeral().publicKey);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("it seals under the key that it named before libsodium was there", async () => {
  const sealer = await createSealer(["xc20p"]);
  expect(await seal(sealer)).toMatchObject({ suite: "xc20p", epk: sealer.epk });
});

test("prepared or not, early or again, it seals under the same key", async () => {
  const sealer = await createSealer(["xc20p"]);
  await Promise.all([sealer.prepare(), sealer.prepare()]);
  expect([await seal(sealer), await seal(sealer)]).toMatchObject([
    { epk: sealer.epk },
    { epk: sealer.epk },
  ]);
});

test("where the browser knows no X25519, libsodium makes the key", async () => {
  vi.spyOn(crypto.subtle, "generateKey").mockRejectedValue(new Error("not supported"));
  const sealer = await createSealer(["xc20p"]);
  expect(await seal(sealer)).toMatchObject({ suite: "xc20p", epk: sealer.epk });
});

test("where the browser has no WebAssembly, the next suite is taken before any ticket is spent", async () => {
  vi.stubGlobal("WebAssembly", undefined);
  expect((await createSealer(["xc20p", "a256gcm"])).suite).toBe("a256gcm");
});

async function seal(sealer: Sealer) {
  const key = { kid: "ck_1", suite: "xc20p" as const, publicKey };
  return await sealer.seal(openReply({ key }), [{ name: "card.pan", bytes: Uint8Array.of(52) }]);
}
