import {
  createGcmEphemeral,
  fromBase64url,
  hashTemplateSha256,
  sealSubmissionGcm,
  toBase64url,
} from "@aside/seal/a256gcm";
import type { Sealer } from "../flow/ports.ts";

/** Seals with the browser's own WebCrypto: nothing to load, no WebAssembly. */
export async function createGcmSealer(): Promise<Sealer> {
  const ephemeral = await createGcmEphemeral();
  return {
    suite: "a256gcm",
    prepare: () => Promise.resolve(),
    epk: toBase64url(ephemeral.publicKey),
    seal: async (reply, fields) =>
      await sealSubmissionGcm({
        key: {
          kid: reply.key.kid,
          publicKey: fromBase64url(reply.key.publicKey) ?? new Uint8Array(0),
        },
        ephemeral,
        binding: {
          tenant: reply.tenant.id,
          capture: reply.capture,
          jti: reply.jti,
          templateHash: await hashTemplateSha256(reply.template),
        },
        fields,
      }),
  };
}
