import * as z from "zod";
import { outcome } from "./capture.ts";
import { why } from "./findings.ts";
import { agentId, conversationId, instant } from "./ids.ts";
import { since, until } from "./period.ts";

export const exportFormat = z.enum(["openai", "sharegpt", "jsonl", "csv", "text", "parquet"]);

/** `defaults`: each type's fixed default. `surrogates`: other names, numbers and dates, coherent in a conversation. */
export const exportMode = z.enum(["defaults", "surrogates"]);

/** What an export is asked: as a query, and as the body of `POST /v1/exports`. */
export const exportWish = z.strictObject({
  format: exportFormat.default("jsonl"),
  mode: exportMode.default("defaults"),
  since: since.optional(),
  until: until.optional(),
  conversation: z.optional(conversationId),
  /** Only conversations that this agent had. */
  agent: z.optional(agentId),
  /** Only conversations with a capture that ended so; `none`: without any. */
  outcome: outcome.or(z.literal("none")).optional(),
  language: z.enum(["en", "de", "es", "fr", "pt", "ar"]).optional(),
  /** Only conversations with a value of this class: `CARD_NUMBER`, `card.pan`. */
  class: z.string().max(40).optional(),
  /** How many conversations must share what is known of a person; fewer are generalised. 1 switches it off. */
  k: z.coerce.number().int().min(1).max(1_000).default(5),
});

const count = z.int().min(0);
const counts = z.record(z.string().max(40), count);
const share = z.number().min(0).max(1);

/** How many conversations fall between two scores: `[from, to)`, the last one with its end. */
export const riskBin = z.strictObject({ from: share, to: share, before: count, after: count });

/** How many conversations share their facts with so many: `size` conversations at least, `to` at most (null: no end). */
export const kBin = z.strictObject({ from: count, to: count.nullable(), conversations: count });

/**
 * Re-identification risk of an export: a score from 0 to 1 a conversation (prosecutor risk, 1/k), before and after what was
 * done about it.
 */
export const riskReport = z.strictObject({
  k: count,
  /** Conversations over this score are generalised or withheld: 1/k. */
  threshold: share,
  scores: z.array(riskBin).max(20),
  sizes: z.array(kBin).max(20),
  /** Conversations made coarser, and those left with kinds only. */
  generalised: z.strictObject({ coarser: count, kinds: count }),
  /** Conversations that were not let out, by reason. */
  withheld: counts,
  /** Facts by kind that were found, as `quasi.city`. */
  facts: counts,
  /** What only the second detector took, by kind. */
  residuals: counts,
  highest: z.strictObject({ before: share, after: share }),
});

/** What the replacement cost. */
export const utilityReport = z.strictObject({
  tokens: count,
  changedTokens: count,
  turns: count,
  changedTurns: count,
  /** Of the changed turns, those whose dialogue act and whose intents are the same after as before. */
  actsKept: count,
  intentsKept: count,
});

/** What an export replaced and with which rules. Counts only, no text of a conversation. */
export const exportManifest = z.strictObject({
  version: z.literal(1),
  id: z.string().max(40),
  createdAt: z.iso.datetime(),
  format: exportFormat,
  mode: exportMode,
  /** As it was asked, `until` set. */
  wish: exportWish,
  conversations: count,
  messages: count,
  /** Spans replaced, by class: `{ CARD_NUMBER: 12 }`. */
  replaced: counts,
  risk: riskReport,
  utility: utilityReport,
  policy: z.string().max(80),
  detectors: z.string().max(80),
  anonymizer: z.string().max(80),
  machine: z.string().max(80),
  /** `sha256:` and hex, of the tenant's defaults and detection settings. */
  settings: z.string().max(80),
  bytes: count,
  /** `sha256:` and hex, of the file's bytes. */
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
});

/** A manifest and a JWS (RFC 7515, EdDSA) whose payload is its text. Beside a file as `FILE.manifest.json`. */
export const signedManifest = z.strictObject({
  manifest: exportManifest,
  signature: z.string().max(200_000),
});

/** `typ` of the manifest's JWS. */
export const MANIFEST_TYP = "aside-export-manifest+jws";

/**
 * `POST /v1/exports`: the file waits at `/v1/exports/{id}/file`, in ranges if wanted, until `expiresAt`. First its
 * conversations are counted, and marked where they were not; who asks for the file sooner waits for that.
 */
export const exportView = z.strictObject({
  id: z.string().max(40),
  wish: exportWish,
  state: z.enum(["counting", "failed", "ready", "running", "complete"]),
  /** How many conversations were looked at, of how many. */
  looked: count,
  total: count,
  /** What it will hold; 0 while it is counted. */
  conversations: count,
  messages: count,
  /** UTF-16 units of transcript text that go into it: what a progress is measured by. */
  length: count,
  /** How much of it the running download has taken in. */
  done: count,
  /** Bytes of the file, once it is complete. */
  bytes: count.nullable(),
  expiresAt: instant,
});

const previewSpan = z.strictObject({
  start: count,
  end: count,
  type: z.string().max(40),
  source: z.string().max(20),
  /** Which rule took it and for what reasons; absent for what was captured or cut. */
  why: why.optional(),
});

/** A turn as the agent saw it and as it will be in the file; both with their spans. */
export const previewTurn = z.strictObject({
  speaker: z.enum(["customer", "agent"]),
  at: instant,
  seen: z.strictObject({ text: z.string(), spans: z.array(previewSpan) }),
  exported: z.strictObject({ text: z.string(), spans: z.array(previewSpan) }),
});

export const previewConversation = z.strictObject({
  id: conversationId,
  startedAt: instant,
  /** Why it is not let out; null when it is. */
  withheld: z.string().max(40).nullable(),
  score: z.strictObject({ before: share, after: share }),
  turns: z.array(previewTurn),
});

/** `GET /v1/export/preview`: what an export would hold. */
export const exportPreview = z.strictObject({
  count,
  messages: count,
  /** False: only the newest conversations were looked at, and all numbers are theirs. */
  complete: z.boolean(),
  replaced: counts,
  risk: riskReport,
  /** Of the conversations shown. */
  utility: utilityReport,
  policy: z.string().max(80),
  detectors: z.string().max(80),
  anonymizer: z.string().max(80),
  /** The first ones. */
  conversations: z.array(previewConversation).max(20),
  /** The file's first 4 KB as text; empty for Parquet. */
  sample: z.string().max(8_000),
});

export type ExportFormat = z.infer<typeof exportFormat>;
export type ExportMode = z.infer<typeof exportMode>;
export type ExportWish = z.infer<typeof exportWish>;
export type ExportManifest = z.infer<typeof exportManifest>;
export type SignedManifest = z.infer<typeof signedManifest>;
export type ExportView = z.infer<typeof exportView>;
export type ExportPreview = z.infer<typeof exportPreview>;
export type PreviewConversation = z.infer<typeof previewConversation>;
export type PreviewSpan = z.infer<typeof previewSpan>;
export type PreviewTurn = z.infer<typeof previewTurn>;
export type RiskReport = z.infer<typeof riskReport>;
export type UtilityReport = z.infer<typeof utilityReport>;
