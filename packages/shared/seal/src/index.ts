export { fromBase64url, toBase64url } from "./base64url.ts";
export { canonicalJson } from "./canonical-json.ts";
export {
  concat,
  encodeContext,
  spanContext,
  submissionContext,
  type SubmissionBinding,
} from "./context.ts";
export { createEphemeral, type Ephemeral } from "./ephemeral.ts";
export { SealError, type SealErrorCode } from "./errors.ts";
export {
  decodeFields,
  encodeFields,
  type Field,
  MAX_ENCODED_BYTES,
  MAX_FIELDS,
  MAX_VALUE_BYTES,
} from "./fields.ts";
export { hashTemplate } from "./hash-template.ts";
export { BUCKET, pad, unpad } from "./padding.ts";
export type { SealingKey } from "./seal-to.ts";
export { parseSpan, type SealedSpan, sealSpan } from "./seal-span.ts";
export type { SealedEnvelope } from "./sealed-envelope.ts";
export { sealSubmission } from "./seal-submission.ts";
export { ready } from "./sodium.ts";
export { SUITES, type Suite } from "./suite.ts";
