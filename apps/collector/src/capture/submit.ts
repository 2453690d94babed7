import { hash } from "node:crypto";
import { canonicalValue, checkSubmission, type Template } from "@aside/fields";
import type { CaptureMetadata, SealedEnvelope, SubmitReply, SubmitRequest } from "@aside/protocol";
import type { Field } from "@aside/seal";
import { faultPoint } from "@aside/service";
import { openSubmission, type RecordField, VaultError } from "@aside/vault";
import { beginCharge } from "../charge/begin-charge.ts";
import { isCodeAlone, submitCode } from "../charge/submit-code.ts";
import type { Collector } from "../collector.ts";
import type { OpenedStray } from "../stray/open-stray.ts";
import { withStray } from "../stray/prefill.ts";
import { Refusal } from "../refusal.ts";
import { type BoundCapture, boundCapture, type KnownCapture } from "./bound-capture.ts";
import { complete } from "./complete.ts";

/**
 * `POST /v1/captures/submit`: opens, judges and stores what the customer sealed. It is stored when this returns `stored`;
 * in every other case nothing is. The same envelope again gives the same answer.
 *
 * @throws Refusal
 */
export async function submitCapture(
  { capture, envelope }: SubmitRequest,
  collector: Collector,
  network = "unknown",
): Promise<SubmitReply> {
  const submission = digest(envelope);
  const known = collector.known.find(capture);
  if (known === undefined || !isBound(known, envelope)) {
    const bound = await boundCapture(capture, collector);
    if (bound.state === "completed") return again(bound, submission, collector);
    assertOpenFor(bound, envelope);
    return await judge(bound, { envelope, submission, network }, collector);
  }
  const reply = await judge(known, { envelope, submission, network }, collector);
  // What is stored was decided under the row's lock; what is not may be for a capture that has ended since.
  if (reply.outcome === "invalid") assertOpenFor(await boundCapture(capture, collector), envelope);
  return reply;
}

interface Submitted {
  envelope: SealedEnvelope;
  submission: string;
  /** Where it came from, for limits. */
  network: string;
}

async function judge(
  known: KnownCapture,
  { envelope, submission, network }: Submitted,
  collector: Collector,
): Promise<SubmitReply> {
  const opened = await open(known, envelope, collector);
  faultPoint("submit: opened");
  const kept: RecordField[] = [];
  let added: OpenedStray | null = null;
  try {
    const { template } = known;
    const pays = template.charge !== undefined;
    if (pays && isCodeAlone(template, opened.fields)) {
      return await submitCode(known, envelope.jti, opened.fields, collector);
    }
    let { fields }: { fields: readonly Field[] } = opened;
    if (known.terms.stray !== undefined)
      ({ fields, added } = await withStray(known, fields, collector));
    const verdict = checkSubmission(template, fields, { now: collector.now() });
    if (!verdict.ok) {
      collector.metrics.submitted.add(1, { outcome: "invalid" });
      return { outcome: "invalid", errors: verdict.errors.map((error) => ({ ...error })) };
    }
    const metadata: CaptureMetadata = {
      ...verdict.metadata,
      ...(known.terms.showExpiry && verdict.expiry),
      display: verdict.display,
    };
    for (const field of fields) kept.push(...canonical(template, field));
    const { jti } = envelope;
    const given = { known, jti, submission, metadata, fields: kept };
    return pays
      ? await beginCharge({ ...given, network }, collector)
      : await complete(given, collector);
  } finally {
    opened.wipe();
    added?.wipe();
    for (const field of kept) field.bytes.fill(0);
  }
}

function isBound(known: KnownCapture, envelope: SealedEnvelope): boolean {
  return known.jti === envelope.jti && known.epk === envelope.epk;
}

function assertOpenFor(bound: BoundCapture, envelope: SealedEnvelope): void {
  if (bound.state === "completed") throw new Refusal("different_submission");
  if (bound.state !== "open") throw new Refusal("capture_over");
  if (!isBound(bound, envelope)) throw new Refusal("capture_replaced");
}

/** Names one envelope: every part of it counts. */
function digest({ suite, kid, jti, epk, n, ct }: SealedEnvelope): string {
  return hash("sha256", [suite, kid, jti, epk, n, ct].join("."), "base64url");
}

function again(bound: BoundCapture, submission: string, collector: Collector): SubmitReply {
  if (bound.submission !== submission) throw new Refusal("different_submission");
  collector.metrics.submitted.add(1, { outcome: "again" });
  const paid = bound.template.charge !== undefined;
  return { outcome: "stored", display: bound.display ?? "", ...(paid && { paid }) };
}

async function open(known: KnownCapture, envelope: SealedEnvelope, collector: Collector) {
  const key = await collector.vault.captureKeys.find(envelope.kid);
  if (key === null) throw new Refusal("key_unknown");
  const { tenant, capture } = known;
  const templateHash = known.templateHashes[key.suite];
  try {
    return openSubmission(key, envelope, { tenant, capture, jti: envelope.jti, templateHash });
  } catch (error) {
    if (error instanceof VaultError) throw new Refusal("seal_invalid");
    throw error;
  }
}

/** The value as it is kept; nothing where nothing was given. */
function canonical(template: Template, { name, bytes }: Field): RecordField[] {
  const field = template.fields.find((each) => each.name === name);
  const value = field && bytes.length > 0 ? canonicalValue(field.class, bytes) : null;
  return field && value && value.length > 0 ? [{ name, class: field.class, bytes: value }] : [];
}
