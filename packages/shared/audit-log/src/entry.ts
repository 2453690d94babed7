import * as z from "zod";

/** Letters, digits and marks of ids; never free text, so never what a person typed. */
const word = z.string().regex(/^[A-Za-z0-9@._:/+-]{1,160}$/);

export const actResult = z.enum(["done", "refused", "not_found", "failed"]);

/**
 * One access to a value or one act of administration. It names things by their ids and holds no value and no hash of one.
 */
export const act = z.strictObject({
  /** The tenant, or {@link COLLECTOR_LOG} for what belongs to none. */
  tenant: z.string().regex(/^[a-z_][a-z0-9_-]{1,63}$/),
  /** 128 random bits: an act is in the log once. */
  id: z.string().regex(/^act_[0-9a-hjkmnp-tv-z]{26}$/),
  /** Milliseconds since the epoch, by the collector's clock. */
  at: z.int().positive(),
  /** Who: `collector`, `gateway`, `operator`, `custodian:ID`, `destination:ID`; `gateway/agent:ID`, `gateway/api-key:NAME` on the gateway's word. */
  actor: word,
  /** What, a verb in the past: `stored`, `read`, `key.rotated`, `reveal.approved`. */
  action: z.string().regex(/^[a-z]+(?:[.-][a-z]+){0,4}$/),
  /** To what: a token, a key's name, a tenant, a request's id; `-` where it was not one of ours. */
  subject: word,
  /** Which field of it; of an export, what was asked for or what it came to. */
  field: z
    .string()
    .regex(/^[A-Za-z0-9@._:/+-]{1,240}$/)
    .nullable(),
  /** Why: `capture`, `forward`, `reveal`, `retention`, `administration`. */
  purpose: word,
  /** What it belongs to: the id of a capture, a forward, a request, a ticket of the operator's. */
  reference: word,
  result: actResult,
});

/** An act with its place in its tenant's log; the first has 1. */
export const entry = act.extend({ number: z.int().positive() });

/** The log of acts that belong to no tenant: keys, root, tenants. No tenant's id begins with `_`. */
export const COLLECTOR_LOG = "_collector";

export type Act = z.infer<typeof act>;
export type ActResult = z.infer<typeof actResult>;
export type Entry = z.infer<typeof entry>;
