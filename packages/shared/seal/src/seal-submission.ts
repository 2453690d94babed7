import { submissionContext, type SubmissionBinding } from "./context.ts";
import type { Ephemeral } from "./ephemeral.ts";
import { encodeFields, type Field } from "./fields.ts";
import { type SealingKey, sealTo } from "./seal-to.ts";
import { type SealedEnvelope, sealedEnvelope } from "./sealed-envelope.ts";

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
  const bound = { ...binding, kid: key.kid };
  const context = submissionContext("xc20p", bound);
  const { n, ct } = sealTo(key.publicKey, ephemeral, context, encodeFields(submission.fields));
  return sealedEnvelope("xc20p", bound, { epk: ephemeral.publicKey, n, ct });
}
