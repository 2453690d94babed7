import { canonicalJson } from "../canonical-json.ts";
import { concat, submissionContext, type SubmissionBinding } from "../context.ts";
import { SealError } from "../errors.ts";
import { encodeFields, type Field } from "../fields.ts";
import { pad } from "../padding.ts";
import { randomBytes } from "../random.ts";
import { type SealedEnvelope, sealedEnvelope } from "../sealed-envelope.ts";
import { utf8 } from "../utf8.ts";
import { type CryptoKey, subtle } from "./web-crypto.ts";

const ECDH = { name: "ECDH", namedCurve: "P-256" } as const;
/** Says what the derived key is for (NIST SP 800-56C: fixed information). */
export const KEY_INFO = "aside vc1 a256gcm";

/** A P-256 pair made for one opening of one form. The private half cannot be read out of the browser's key. */
export interface GcmEphemeral {
  /** 65 bytes, uncompressed. */
  publicKey: Uint8Array;
  privateKey: CryptoKey;
}

export async function createGcmEphemeral(): Promise<GcmEphemeral> {
  const pair = await subtle.generateKey(ECDH, false, ["deriveBits"]);
  const publicKey = new Uint8Array(await subtle.exportKey("raw", pair.publicKey));
  return { publicKey, privateKey: pair.privateKey };
}

/** SHA-256 of a template's canonical JSON, of the suite `a256gcm`. */
export async function hashTemplateSha256(template: unknown): Promise<Uint8Array> {
  return new Uint8Array(await subtle.digest("SHA-256", utf8(canonicalJson(template))));
}

/**
 * Seals under `a256gcm`; else as `sealSubmission`:
 * `k = HKDF-SHA-256(ECDH(esk, pk), salt = epk || pk)`, `ct = AES-256-GCM(pad(fields), AD = context || epk, n, k)`.
 *
 * @throws SealError `bad_fields`, `bad_key`
 */
export async function sealSubmissionGcm(submission: {
  key: { kid: string; publicKey: Uint8Array };
  ephemeral: GcmEphemeral;
  binding: Omit<SubmissionBinding, "kid">;
  fields: readonly Field[];
}): Promise<SealedEnvelope> {
  const { key, ephemeral, binding } = submission;
  const bound = { ...binding, kid: key.kid };
  const context = submissionContext("a256gcm", bound);
  const bytes = encodeFields(submission.fields);
  const padded = pad(bytes);
  bytes.fill(0);
  try {
    const secret = await sharedKey(ephemeral, key.publicKey);
    const n = randomBytes(12);
    const additionalData = concat(context, ephemeral.publicKey);
    const how = { name: "AES-GCM", iv: n, additionalData, tagLength: 128 };
    const ct = new Uint8Array(await subtle.encrypt(how, secret, padded));
    return sealedEnvelope("a256gcm", bound, { epk: ephemeral.publicKey, n, ct });
  } finally {
    padded.fill(0);
  }
}

async function sharedKey(ephemeral: GcmEphemeral, publicKey: Uint8Array): Promise<CryptoKey> {
  try {
    const theirs = await subtle.importKey("raw", publicKey, ECDH, false, []);
    const how = { name: "ECDH", public: theirs };
    const shared = new Uint8Array(await subtle.deriveBits(how, ephemeral.privateKey, 256));
    const material = await subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
    shared.fill(0);
    const salt = concat(ephemeral.publicKey, publicKey);
    const derive = { name: "HKDF", hash: "SHA-256", salt, info: utf8(KEY_INFO) };
    return await subtle.deriveKey(derive, material, { name: "AES-GCM", length: 256 }, false, [
      "encrypt",
    ]);
  } catch (cause) {
    throw new SealError("bad_key", { cause });
  }
}
