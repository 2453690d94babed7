import {
  createEphemeral,
  fromBase64url,
  hashTemplate,
  ready,
  sealSubmission,
  toBase64url,
} from "@aside/seal";
import type { Sealer } from "./ports.ts";

export async function createSealer(): Promise<Sealer> {
  await ready();
  const ephemeral = createEphemeral();
  return {
    epk: toBase64url(ephemeral.publicKey),
    seal: (reply, fields) =>
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
