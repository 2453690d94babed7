import { toBase64url } from "@aside/seal/a256gcm";
import { createX25519Ephemeral, type Ephemeral } from "@aside/seal/x25519";
import type { Sealer } from "../flow/ports.ts";

/**
 * The sealer of the suite xc20p. Its key is WebCrypto's, so that the ticket can be bound before libsodium is there, which takes a slow phone as
 * long as the form itself; that comes when it is told to, at the latest for the first sealing. Where the browser knows no X25519, libsodium comes
 * first and makes the key.
 *
 * @param onLoad told before libsodium is loaded
 */
export async function createEarlyXc20pSealer(onLoad: () => void): Promise<Sealer> {
  const ephemeral = await createX25519Ephemeral().catch(() => undefined);
  if (ephemeral === undefined) return await withLibsodium(onLoad);
  let sealer: Promise<Sealer> | undefined;
  const late = () => (sealer ??= withLibsodium(onLoad, ephemeral).catch(again));
  const again = (error: unknown) => {
    sealer = undefined;
    throw error;
  };
  return {
    suite: "xc20p",
    epk: toBase64url(ephemeral.publicKey),
    prepare: async () => void (await late()),
    seal: async (reply, values) => await (await late()).seal(reply, values),
  };
}

async function withLibsodium(onLoad: () => void, ephemeral?: Ephemeral): Promise<Sealer> {
  onLoad();
  return await (await import("./xc20p.ts")).createXc20pSealer(ephemeral);
}
