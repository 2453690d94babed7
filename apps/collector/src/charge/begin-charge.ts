import type { CaptureMetadata, SubmitReply } from "@aside/protocol";
import { faultPoint } from "@aside/service";
import type { RecordField } from "@aside/vault";
import type { KnownCapture } from "../capture/bound-capture.ts";
import { withNewestKeys } from "../capture/with-newest-keys.ts";
import { GRACE, type Collector } from "../collector.ts";
import { Refusal, type RefusalCode } from "../refusal.ts";
import { attemptCharge, LEASE, NODE } from "./attempt-charge.ts";
import { chargeStateOf, latestCharge, MOST_ATTEMPTS } from "./charge.ts";

/** How long a form waits for the answer before it asks again. */
const PATIENCE = 8_000;

/**
 * Stores what the customer gave, pays with it, and says what came of that. Nothing is called stored or paid before the destination said so;
 * what is decided later, the form hears from `captureState`.
 *
 * @throws Refusal
 */
export async function beginCharge(given: Beginning, collector: Collector): Promise<SubmitReply> {
  const { known, submission } = given;
  const { tenant, capture, conversation } = known;
  const pan = given.fields.find((field) => field.class === "card.pan")?.bytes;
  // The same envelope again is no other card: its answer was lost, and may have been that it is paid.
  if (await isLatest(tenant, capture, submission, collector))
    return await chargeReply(tenant, capture, collector);
  if (!(await collector.velocity.take({ tenant, conversation, network: given.network, pan }))) {
    // The same words as those of a bank: who tries stolen cards learns nothing.
    return { outcome: "charge", charge: { state: "declined", reason: "card_declined" } };
  }
  const verdict = await withNewestKeys(() => store(given, collector), collector);
  if (verdict !== "begun" && verdict !== "again") throw new Refusal(verdict);
  if (verdict === "begun") await patiently(attemptCharge(tenant, capture, collector));
  return await chargeReply(tenant, capture, collector);
}

interface Beginning {
  known: KnownCapture;
  jti: string;
  submission: string;
  metadata: CaptureMetadata;
  fields: readonly RecordField[];
  network: string;
}

async function store(
  { known, jti, submission, metadata, fields }: Beginning,
  collector: Collector,
): Promise<"begun" | "again" | RefusalCode> {
  const { tenant, capture, template, terms } = known;
  const record = await collector.vault.prepare({
    tenant,
    capture,
    subject: terms.subject,
    tokenType: terms.tokenType ?? template.token ?? "reusable",
    schema: `${template.id}@${template.version}`,
    policy: terms.policy,
    // What is not to be kept is kept until it is paid with.
    retentionDays: terms.retentionDays || 0.5,
    metadata: { display: metadata.display },
    fields,
  });
  const paid: CaptureMetadata = { ...metadata, charge: { outcome: "authorised" } };
  const now = collector.now();
  try {
    const [answer] = await collector.database.withTenant(tenant, async (sql) => {
      const charge = sql.json({
        capture,
        token: record.token,
        destination: template.charge?.destination ?? "",
        amount: terms.amount,
        submission,
        display: metadata.display,
        node: NODE,
        result: { token: record.token, metadata: paid },
      });
      return await sql<{ row: { verdict: "begun" | "again" | RefusalCode } }[]>`
        select collector_charge_begin(${now}, ${GRACE}, ${MOST_ATTEMPTS}, ${now + LEASE}, ${jti}, ${charge},
          ${sql.json(record.row)}) as row`;
    });
    faultPoint("charge: begun");
    const verdict = answer?.row.verdict ?? "unavailable";
    if (verdict === "begun") record.committed();
    return verdict;
  } finally {
    record.dropped();
  }
}

async function isLatest(
  tenant: string,
  capture: string,
  submission: string,
  { database }: Collector,
): Promise<boolean> {
  const [latest] = await database.withTenant(
    tenant,
    (sql) => sql<{ submission: string }[]>`
      select submission from collector_charge where tenant = ${tenant} and capture = ${capture}
      order by attempt desc limit 1`,
  );
  return latest?.submission === submission;
}

/** What the form hears after a submission. */
export async function chargeReply(
  tenant: string,
  capture: string,
  collector: Collector,
): Promise<SubmitReply> {
  const latest = await latestCharge(tenant, capture, collector);
  if (latest?.state === "authorised") {
    return { outcome: "stored", display: latest.display, paid: true };
  }
  const last = latest?.state === "declined" && latest.attempt >= MOST_ATTEMPTS;
  const charge = latest && !last && chargeStateOf(latest);
  if (!charge || charge.state === "unknown") throw new Refusal("capture_over");
  return { outcome: "charge", charge };
}

/** Waits for it, but not for ever: it goes on by itself. */
export async function patiently(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, PATIENCE);
    timer.unref();
  });
  await Promise.race([work, patience]);
  clearTimeout(timer);
}
