import { toBase64url } from "./base64url.ts";
import { submissionContext, type SubmissionBinding } from "./context.ts";
import type { Ephemeral } from "./ephemeral.ts";
import { encodeFields, type Field } from "./fields.ts";
import { type SealingKey, sealTo } from "./seal-to.ts";
import type { Suite } from "./suite.ts";

/** `sealedEnvelope` of `@aside/protocol`; binary parts in base64url. */
export interface SealedEnvelope {
  v: 1;
  suite: Suite;
  kid: string;
  jti: string;
  epk: string;
  n: string;
  ct: string;
}

/**
 * Seals under `xc20p` what the customer entered so that only the collector's process can read it, and only for this capture, ticket
 * and template. The values of `fields` are left as they are: wipe them after.
 *
 * @param submission.ephemeral the pair whose public key the form was opened with
 * @throws SealError `bad_fields`, `bad_key`
 * @example
 *   await ready();
 *   const ephemeral = createEphemeral(); // its public key goes into the open request
 *   sealSubmission({
 *     key: { kid: reply.key.kid, publicKey: fromBase64url(reply.key.publicKey) },
 *     ephemeral,
 *     binding: { tenant: reply.tenant.id, capture: reply.capture, jti: reply.jti, templateHash: hashTemplate(reply.template) },
 *     fields: [{ name: "number", bytes }],
 *   });
 */
export function sealSubmission(submission: {
  key: SealingKey;
  ephemeral: Ephemeral;
  binding: Omit<SubmissionBinding, "kid">;
  fields: readonly Field[];
}): SealedEnvelope {
  const { key, ephemeral, binding } = submission;
  const context = submissionContext("xc20p", { ...binding, kid: key.kid });
  const { n, ct } = sealTo(key.publicKey, ephemeral, context, encodeFields(submission.fields));
  return {
    v: 1,
    suite: "xc20p",
    kid: key.kid,
    jti: binding.jti,
    epk: toBase64url(ephemeral.publicKey),
    n: toBase64url(n),
    ct: toBase64url(ct),
  };
}
