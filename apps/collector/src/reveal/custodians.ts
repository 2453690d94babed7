import { createHash } from "node:crypto";
import type { Database } from "@aside/postgres";
import type { Recorder } from "@aside/audit";
import { createId } from "@aside/protocol";
import { toBase64url } from "@aside/seal";
import { randomBytes } from "@aside/vault";

const INVITED_FOR = 24 * 3_600_000;

/** Makes a custodian. @returns the code of the one invitation, good for a day, with which a passkey is enrolled */
export async function inviteCustodian(
  desk: { database: Database; audit: Recorder; now: () => number },
  tenant: string,
  name: string,
): Promise<{ id: string; code: string }> {
  const id = createId("cus", randomBytes(16));
  const code = `${tenant}.${toBase64url(randomBytes(32))}`;
  const now = desk.now();
  await desk.database.withTenant(tenant, async (sql) => {
    await sql`
      insert into reveal_custodian (tenant, id, name, invitation, invited_until)
      values (${tenant}, ${id}, ${name}, ${hashOf(code)}, ${now + INVITED_FOR})`;
    await desk.audit.record(sql, actOn(tenant, id, "custodian.invited", now));
  });
  return { id, code };
}

export async function removeCustodian(
  desk: { database: Database; audit: Recorder; now: () => number },
  tenant: string,
  id: string,
): Promise<boolean> {
  const now = desk.now();
  return await desk.database.withTenant(tenant, async (sql) => {
    const rows = await sql`
      update reveal_custodian set removed_at = ${now}, invitation = null
      where tenant = ${tenant} and id = ${id} and removed_at is null returning 1`;
    await sql`delete from reveal_session where tenant = ${tenant} and custodian = ${id}`;
    if (rows.length > 0) await desk.audit.record(sql, actOn(tenant, id, "custodian.removed", now));
    return rows.length > 0;
  });
}

export async function listCustodians(
  database: Database,
  tenant: string,
): Promise<{ id: string; name: string; enrolled: boolean }[]> {
  const rows = await database.withTenant(
    tenant,
    (sql) => sql<{ id: string; name: string; enrolled: boolean }[]>`
      select id, name, credential is not null as enrolled from reveal_custodian
      where tenant = ${tenant} and removed_at is null order by name`,
  );
  return [...rows];
}

export function hashOf(secret: string): Uint8Array {
  return new Uint8Array(createHash("sha256").update(secret).digest());
}

function actOn(tenant: string, id: string, action: string, at: number) {
  return {
    tenant,
    at,
    actor: "operator",
    action,
    subject: id,
    field: null,
    purpose: "administration",
    reference: "command",
    result: "done",
  } as const;
}
