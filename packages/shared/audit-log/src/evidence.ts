import * as z from "zod";
import { equal, fromBase64, utf8 } from "./bytes.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { NoteTools } from "./open-checkpoint.ts";
import { proofFile, type ProofProblem, verifyProof } from "./proof-file.ts";
import type { Sha256 } from "./sha256.ts";
import { type NoteKey, parseNoteKey } from "./signed-note.ts";

export const EVIDENCE_FORMAT = "aside-evidence/1";

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const id = z.string().regex(/^[a-z]{3}_[0-9a-z-]{1,40}$/);
const word = z.string().regex(/^[A-Za-z0-9._-]{1,60}$/);

/** An event of the machine, without a word of what anybody wrote. */
const evidenceEvent = z.strictObject({
  seq: z.int().positive(),
  at: z.int().positive(),
  type: word,
  capture: id.optional(),
  observer: id.optional(),
  template: word.optional(),
  by: word.optional(),
  outcome: word.optional(),
  reason: word.optional(),
});

/** What happened around captures, from both sides, as one file to keep. It holds no text and no value. */
export const evidenceBody = z.strictObject({
  format: z.literal(EVIDENCE_FORMAT),
  tenant: z.string().max(64),
  scope: z.strictObject({
    conversation: id.optional(),
    capture: id.optional(),
    since: z.int().optional(),
    until: z.int().optional(),
  }),
  madeAt: z.int().positive(),
  /** SHA-256 of the conversation machine that decided, as it is drawn in docs/session-machine.md. */
  machine: hex,
  verdicts: z
    .array(
      z.strictObject({
        capture: id,
        template: word,
        region: word,
        rule: word,
        retentionDays: z.int(),
        version: word,
      }),
    )
    .max(10_000),
  conversations: z
    .array(z.strictObject({ conversation: id, events: z.array(evidenceEvent).max(50_000) }))
    .max(10_000),
  /** The collector's part, and the keys that the gateway knows it by. */
  audit: proofFile,
  auditKeys: z.array(z.string().max(300)).min(1).max(16),
  /** What the canary tests of the release found, as their own file says; null where none was given. */
  canaries: z.json().nullable(),
});

/** The gateway signs, and by that says too that it has witnessed the checkpoint. */
export const evidencePack = z.strictObject({
  body: evidenceBody,
  signature: z.strictObject({
    /** Ed25519, base64. */
    key: z.base64().max(44),
    value: z.base64().max(88),
  }),
});

export type EvidenceEvent = z.infer<typeof evidenceEvent>;
export type EvidenceBody = z.infer<typeof evidenceBody>;
export type EvidencePack = z.infer<typeof evidencePack>;

/** SHA-256 of the body's canonical JSON, hex: the same wherever it is computed. */
export function evidenceDigest(body: EvidenceBody, sha256: Sha256): string {
  const digest = sha256(utf8(canonicalJson(body)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What the gateway signs. */
export function evidenceStatement(digest: string): Uint8Array {
  return utf8(`aside evidence v1\n${digest}\n`);
}

/**
 * - `malformed`: not an evidence pack of this version
 * - `strange_key`: signed by a key that is none of the gateway's that were given
 * - `signature`: the body was changed after it was signed
 * - `no_audit_keys`: a key in it is none
 * - `wrong_tenant`: the collector's part is of another tenant
 * - and what {@link ProofProblem} names in the collector's part
 */
export type EvidenceProblem =
  | "malformed"
  | "strange_key"
  | "signature"
  | "no_audit_keys"
  | "wrong_tenant"
  | ProofProblem;

export type EvidenceVerdict =
  | { readonly ok: true; readonly digest: string; readonly body: EvidenceBody }
  | {
      readonly ok: false;
      readonly problem: EvidenceProblem;
      /** The place in the file, or the number of the entry. */
      readonly at: string | null;
    };

/**
 * @param file parsed JSON
 * @param using.gatewayKeys 32 bytes each; null: whichever key stands in the file
 * @param using.auditKeys null: whichever the gateway knew the collector by
 */
export function verifyEvidence(
  file: unknown,
  using: Pick<NoteTools, "sha256" | "verify"> & {
    readonly gatewayKeys: readonly Uint8Array[] | null;
    readonly auditKeys: readonly NoteKey[] | null;
  },
): EvidenceVerdict {
  const { sha256, verify, gatewayKeys } = using;
  const fail = (problem: EvidenceProblem, at: string | null = null) =>
    ({ ok: false, problem, at }) as const;
  const parsed = evidencePack.safeParse(file);
  if (!parsed.success) return fail("malformed", parsed.error.issues[0]?.path.join(".") ?? null);
  const { body, signature } = parsed.data;
  const [key, value] = [fromBase64(signature.key), fromBase64(signature.value)];
  if (key?.length !== 32 || value === null) return fail("malformed", "signature");
  const known = gatewayKeys?.some((each) => equal(each, key));
  if (known === false) return fail("strange_key");
  const digest = evidenceDigest(body, sha256);
  if (!verify(key, evidenceStatement(digest), value)) return fail("signature");
  if (body.audit.body.tenant !== body.tenant) return fail("wrong_tenant");
  const keys =
    using.auditKeys ?? body.auditKeys.flatMap((text) => parseNoteKey(text, sha256) ?? []);
  if (keys.length === 0) return fail("no_audit_keys");
  const proof = verifyProof(body.audit, { keys, sha256, verify });
  if (!proof.ok) return fail(proof.problem, proof.number === null ? null : `entry ${proof.number}`);
  return { ok: true, digest, body };
}
