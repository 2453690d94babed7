import * as z from "zod";

/**
 * Collector to gateway, which witnesses the audit logs: `POST` here, signed as a callback is (Standard Webhooks, Ed25519). Only hashes and
 * sizes: nothing of what was done. After C2SP's tlog-witness.
 */
export const WITNESS_PATH = "/v1/audit/checkpoints";

const size = z.int().min(0);
const logName = z.string().regex(/^[a-z_][a-z0-9_-]{1,63}$/);
const note = z.string().max(16_384);

export const witnessLetter = z.strictObject({
  tenant: logName,
  /** A signed checkpoint; null only asks what the witness holds. */
  note: note.nullable(),
  /** The size that the witness is thought to hold, */
  after: size,
  /** and the hashes, base64, that prove that this log grew from that one (RFC 6962, 2.1.2). */
  proof: z.array(z.base64()).max(64),
});

/**
 * - `held`: the witness holds what it says, new or not
 * - `stale`: the letter proves from another size than the witness holds: prove from that one
 * - `rolled_back`: the log is shorter than it was
 * - `differs`: the log is not the one that it was
 * - `unsigned`: not a checkpoint of this log that a known key has signed
 */
export const witnessVerdict = z.enum(["held", "stale", "rolled_back", "differs", "unsigned"]);

export const witnessReply = z.strictObject({
  verdict: witnessVerdict,
  /** What the witness holds now; null where it has never held any. */
  held: z.strictObject({ size, note }).nullable(),
});

/** `GET` with an API key of the tenant's: what the witness holds, the oldest first. */
export const witnessedCheckpoints = z.strictObject({
  checkpoints: z.array(z.strictObject({ size, note, at: z.int() })),
  more: z.boolean(),
});

export type WitnessLetter = z.infer<typeof witnessLetter>;
export type WitnessVerdict = z.infer<typeof witnessVerdict>;
export type WitnessReply = z.infer<typeof witnessReply>;
export type WitnessedCheckpoints = z.infer<typeof witnessedCheckpoints>;
