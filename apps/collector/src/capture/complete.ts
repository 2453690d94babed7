import type { CaptureMetadata, SubmitReply } from "@aside/protocol";
import { faultPoint } from "@aside/service";
import type { RecordField } from "@aside/vault";
import { GRACE, type Collector } from "../collector.ts";
import { LEASE } from "../callback/outbox.ts";
import { payloadOf } from "../callback/message.ts";
import { noteCodeHere } from "../forward/code-nodes.ts";
import { Refusal } from "../refusal.ts";
import type { KnownCapture } from "./bound-capture.ts";
import { withNewestKeys } from "./with-newest-keys.ts";

/**
 * Record, token, access entry, end of the capture and both callbacks in one transaction.
 *
 * @throws Refusal where the capture has ended otherwise, was opened elsewhere or holds another submission
 */
export async function complete(given: Completion, collector: Collector): Promise<SubmitReply> {
  return await withNewestKeys(() => store(given, collector), collector);
}

interface Completion {
  known: KnownCapture;
  jti: string;
  submission: string;
  metadata: CaptureMetadata;
  fields: readonly RecordField[];
}

async function store(given: Completion, collector: Collector): Promise<SubmitReply> {
  const { known, jti, submission, metadata } = given;
  const { tenant, capture, template, terms } = known;
  const record = await collector.vault.prepare({
    tenant,
    capture,
    subject: terms.subject,
    tokenType: terms.tokenType ?? template.token ?? "reusable",
    schema: `${template.id}@${template.version}`,
    policy: terms.policy,
    retentionDays: terms.retentionDays,
    metadata: defined(metadata),
    fields: given.fields,
  });
  if (given.fields.some((field) => field.class === "card.cvv")) {
    await noteCodeHere(tenant, record.token, collector);
  }
  faultPoint("submit: prepared");
  const now = collector.now();
  const about = { tenant, conversation: known.conversation, capture, at: now };
  const result = { token: record.token, metadata };
  const letter = payloadOf(
    { type: "capture.submitted", ...about },
    { type: "capture.ended", ...about, outcome: "completed", result },
  );
  try {
    const row = await collector.together({
      ...record.row,
      verb: "complete",
      now,
      grace: GRACE,
      jti,
      submission,
      display: metadata.display,
      letter,
      lease: now + LEASE,
    });
    faultPoint("submit: committed");
    if (row.verdict !== "stored") {
      // It may have ended by this.
      collector.wake(capture);
      throw new Refusal(row.verdict === "ok" ? "unavailable" : row.verdict);
    }
    if (!("letter" in row)) {
      collector.metrics.submitted.add(1, { outcome: "again" });
      return { outcome: "stored", display: row.display };
    }
    collector.hand({ id: row.letter, tenant, capture, payload: letter, since: now }, row.after);
    ended(tenant, capture, record.committed, collector);
    return { outcome: "stored", display: metadata.display };
  } finally {
    record.dropped();
  }
}

function ended(tenant: string, capture: string, committed: () => void, collector: Collector): void {
  committed();
  collector.metrics.submitted.add(1, { outcome: "stored" });
  collector.metrics.ended.add(1, { outcome: "completed" });
  collector.log("capture ended", { tenant, capture, outcome: "completed" });
}

function defined(metadata: CaptureMetadata): Record<string, string | number> {
  const entries = Object.entries(metadata).flatMap(([name, value]) =>
    typeof value === "string" || typeof value === "number" ? [[name, value] as const] : [],
  );
  return Object.fromEntries(entries);
}
