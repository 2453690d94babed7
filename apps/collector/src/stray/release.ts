import { COMMAND_TYP, releaseCommand, type ReleaseCommand } from "@aside/protocol";
import { encodeFields } from "@aside/seal";
import type { Collector } from "../collector.ts";
import { verifyJws } from "../gateway/verify-jws.ts";
import { Refusal } from "../refusal.ts";
import { openStray } from "./open-stray.ts";

/** A release that was asked for in time may arrive this much later. */
const LATE = 60_000;

/**
 * `POST /v1/strays/release`: the customer said that it is something else. Recorded before it is opened; once a capture has taken it, never.
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
  await collector.database.withTenant(tenant, async (sql) => {
    const added = await sql`
      insert into collector_stray (tenant, conversation, message, verb, at)
      values (${tenant}, ${conversation}, ${stray.message}, 'released', ${now})
      on conflict do nothing returning 1`;
    const [row] = await sql<{ verb: string }[]>`
      select verb from collector_stray
      where tenant = ${tenant} and conversation = ${conversation} and message = ${stray.message}`;
    if (row?.verb !== "released") throw new Refusal("capture_over");
    if (added.length === 0) return;
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
  const { fields, wipe } = await openStray({ tenant, conversation }, stray, collector);
  try {
    return encodeFields(fields.filter(({ name }) => name.startsWith("t.")));
  } finally {
    wipe();
  }
}
