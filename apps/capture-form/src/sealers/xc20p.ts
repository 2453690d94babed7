import {
  createEphemeral,
  type Ephemeral,
  fromBase64url,
  hashTemplate,
  ready,
  sealSubmission,
  toBase64url,
} from "@aside/seal";
import type { Sealer } from "../flow/ports.ts";

/**
 * Seals with libsodium. Rejects where the browser runs no WebAssembly.
 *
 * @param made the pair that the ticket is bound to, where there is one already
 */
export async function createXc20pSealer(made?: Ephemeral): Promise<Sealer> {
  await ready();
  const ephemeral = made ?? createEphemeral();
  return {
    suite: "xc20p",
    prepare: () => Promise.resolve(),
    epk: toBase64url(ephemeral.publicKey),
    seal: async (reply, fields) =>
      sealSubmission({
        key: {
          kid: reply.key.kid,
          publicKey: fromBase64url(reply.key.publicKey) ?? new Uint8Array(0),
        },
        ephemeral,
        binding: {
          tenant: reply.tenant.id,
          capture: reply.capture,
          jti: reply.jti,
          templateHash: hashTemplate(reply.template),
        },
        fields,
      }),
  };
}
