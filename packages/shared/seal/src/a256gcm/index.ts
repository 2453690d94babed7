export { fromBase64url, toBase64url } from "../base64url.ts";
export {
  createGcmEphemeral,
  type GcmEphemeral,
  hashTemplateSha256,
  KEY_INFO,
  sealSubmissionGcm,
} from "./seal-submission.ts";
