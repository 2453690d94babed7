import { COMMAND_TYP, releaseCommand, type ReleaseCommand } from "@aside/protocol";
import { encodeFields } from "@aside/seal";
import { isInDoubt } from "../audit/is-in-doubt.ts";
import type { Collector } from "../collector.ts";
import { verifyJws } from "../gateway/verify-jws.ts";
import { Refusal } from "../refusal.ts";
import { openStray } from "./open-stray.ts";

/** A release that was asked for in time may arrive this much later. */
const LATE = 60_000;

/**
 * `POST /v1/strays/release`: the customer said that it is something else. Each time recorded before it is opened; once a capture has taken it,
 * or while the tenant's audit log is in doubt, never.
 *
 * @returns the texts as `encodeFields` writes them; the caller wipes them
 * @throws Refusal
 */
export async function releaseStray(jws: string, collector: Collector): Promise<Uint8Array> {
  const { claims } = await verifyJws(
    jws,
    {
      typ: COMMAND_TYP,
      issuer: collector.gatewayUrl,
      audience: collector.collectorUrl,
      longestLife: 60,
    },
    collector,
  );
  const parsed = releaseCommand.safeParse(claims);
  if (!parsed.success) throw new Refusal("malformed");
  const { tenant, stray } = parsed.data;
  const attempt = { tenant, what: "release", subject: stray.message };
  return await collector.refusals.noting(attempt, () => release(parsed.data, collector));
}

async function release(
  { tenant, conversation, stray }: ReleaseCommand,
  collector: Collector,
): Promise<Uint8Array> {
  const now = collector.now();
  if (stray.until < now - LATE) throw new Refusal("capture_over");
  const recorded = collector.database.withTenant(tenant, async (sql) => {
    await sql`
      insert into collector_stray (tenant, conversation, message, verb, at)
      values (${tenant}, ${conversation}, ${stray.message}, 'released', ${now})
      on conflict do nothing`;
    const [row] = await sql<{ verb: string }[]>`
      select verb from collector_stray
      where tenant = ${tenant} and conversation = ${conversation} and message = ${stray.message}`;
    if (row?.verb !== "released") throw new Refusal("capture_over");
    await collector.audit.record(sql, {
      tenant,
      at: now,
      actor: "gateway",
      action: "stray.released",
      subject: stray.message,
      field: null,
      purpose: "release",
      reference: conversation,
      result: "done",
    });
  });
  await recorded.catch((error: unknown) => {
    // It waits here, sealed: the gateway may ask again once an operator has decided.
    throw isInDoubt(error) ? new Refusal("unavailable", { cause: error }) : error;
  });
  const { fields, wipe } = await openStray({ tenant, conversation }, stray, collector);
  try {
    return encodeFields(fields.filter(({ name }) => name.startsWith("t.")));
  } finally {
    wipe();
  }
}
