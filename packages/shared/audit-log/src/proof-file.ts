import * as z from "zod";
import { toBase64, utf8 } from "./bytes.ts";
import { canonicalJson } from "./canonical-json.ts";
import { NOTE_KEY_NAME } from "./checkpoint.ts";
import { act } from "./entry.ts";
import { type NoteTools, openCheckpoint } from "./open-checkpoint.ts";
import { isProven, provenEntry } from "./proven-entry.ts";
import { isSignedBy, parseNote } from "./signed-note.ts";
import type { Sha256 } from "./sha256.ts";

export const PROOF_FORMAT = "aside-audit-proof/1";

/** What the collector says of some entries of a tenant's log, without showing the others. */
export const proofBody = z.strictObject({
  format: z.literal(PROOF_FORMAT),
  tenant: act.shape.tenant,
  /** Milliseconds since the epoch. */
  madeAt: z.int().positive(),
  /** The signed note that the entries are proven against. */
  checkpoint: z.string().max(16_384),
  entries: z.array(provenEntry).max(10_000),
  /** SHA-256, hex, of the form that this collector serves; null where it has none. */
  form: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
});

export const proofFile = z.strictObject({
  body: proofBody,
  /** A signed note over the body: see {@link proofStatement}. */
  statement: z.string().max(16_384),
});

export type ProofBody = z.infer<typeof proofBody>;
export type ProofFile = z.infer<typeof proofFile>;

/** The text that the collector signs: `aside-audit/TENANT/proof`, and the SHA-256 of the body's canonical JSON. */
export function proofStatement(body: ProofBody, sha256: Sha256): string {
  const digest = toBase64(sha256(utf8(canonicalJson(body))));
  return `${NOTE_KEY_NAME}/${body.tenant}/proof\n${digest}\n`;
}

/**
 * - `statement_unsigned`: the body was changed, or no known key has signed it
 * - `checkpoint_unsigned`: no known key has signed the checkpoint, or it is another tenant's
 * - `not_proven`: an entry is not in the log that the checkpoint was signed over
 */
export type ProofProblem = "statement_unsigned" | "checkpoint_unsigned" | "not_proven";

export type ProofVerdict =
  | { readonly ok: true; readonly size: number; readonly at: number }
  | { readonly ok: false; readonly problem: ProofProblem; readonly number: number | null };

export function verifyProof({ body, statement }: ProofFile, tools: NoteTools): ProofVerdict {
  const fail = (problem: ProofProblem, number: number | null = null) =>
    ({ ok: false, problem, number }) as const;
  const note = parseNote(statement);
  const over = note !== null && note.text === proofStatement(body, tools.sha256);
  if (!over || !isSignedBy(note, tools.keys, tools)) return fail("statement_unsigned");
  const checkpoint = openCheckpoint(body.checkpoint, tools);
  if (checkpoint?.tenant !== body.tenant) return fail("checkpoint_unsigned");
  for (const each of body.entries) {
    if (!isProven(each, checkpoint, tools.sha256)) return fail("not_proven", each.entry.number);
  }
  return { ok: true, size: checkpoint.size, at: checkpoint.at };
}
