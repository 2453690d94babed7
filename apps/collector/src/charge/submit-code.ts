import { canonicalValue, checkSubmission, type SubmittedValue, type Template } from "@aside/fields";
import type { SubmitReply } from "@aside/protocol";
import type { KnownCapture } from "../capture/bound-capture.ts";
import type { Collector } from "../collector.ts";
import { Refusal } from "../refusal.ts";
import { attemptCharge, LEASE, NODE } from "./attempt-charge.ts";
import { chargeReply, patiently } from "./begin-charge.ts";
import { latestCharge } from "./charge.ts";

/** Whether nothing was given but the security code: the answer to `code_wanted`. */
export function isCodeAlone(template: Template, fields: readonly SubmittedValue[]): boolean {
  const name = codeField(template)?.name;
  const given = fields.filter((field) => field.bytes.length > 0).map((field) => field.name);
  return given.length === 1 && given[0] === name && template.fields.length > 1;
}

/**
 * The code of a payment whose own was lost with the process that had it. The payment goes on under the same idempotency key.
 *
 * @throws Refusal `capture_over` where no code is wanted
 */
export async function submitCode(
  { tenant, capture, template }: KnownCapture,
  jti: string,
  fields: readonly SubmittedValue[],
  collector: Collector,
): Promise<SubmitReply> {
  const field = codeField(template);
  const charge = await latestCharge(tenant, capture, collector);
  if (field === undefined || charge?.state !== "code_wanted") throw new Refusal("capture_over");
  const alone = { ...template, fields: [field] };
  const given = fields.filter(({ name }) => name === field.name);
  const verdict = checkSubmission(alone, given, { now: collector.now() });
  if (!verdict.ok)
    return { outcome: "invalid", errors: verdict.errors.map((each) => ({ ...each })) };
  const code = canonicalValue(field.class, given[0]?.bytes ?? new Uint8Array());
  if (code === null) throw new Refusal("malformed");
  let taken = false;
  try {
    const rows = await collector.database.withTenant(
      tenant,
      (sql) => sql`
        update collector_charge set state = 'sending', node = ${NODE}, next_at = ${collector.now() + LEASE}
        where tenant = ${tenant} and capture = ${capture} and attempt = ${charge.attempt}
          and state = 'code_wanted' and leaving is null
          and exists (select from collector_capture c where c.tenant = ${tenant} and c.id = ${capture} and c.jti = ${jti})
        returning 1`,
    );
    // Not of a form that another took over.
    taken = rows.length > 0;
    if (taken) collector.vault.codes.put({ tenant, token: charge.token, field: field.name }, code);
  } finally {
    code.fill(0);
  }
  if (taken) await patiently(attemptCharge(tenant, capture, collector));
  return await chargeReply(tenant, capture, collector);
}

function codeField({ fields }: Template) {
  return fields.find((field) => field.class === "card.cvv");
}
