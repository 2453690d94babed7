import type { Recorder } from "@aside/audit";
import type { Database } from "@aside/postgres";
import type { TokenType } from "./token-type.ts";

/** What is known of one record without opening it. */
export interface RecordMetadata {
  token: string;
  tokenType: TokenType;
  class: string;
  capture: string;
  schema: string;
  policy: string;
  metadata: Readonly<Record<string, string | number>>;
  /** Names and classes of the fields that are kept; no values. */
  fields: { name: string; class: string }[];
  madeAt: number;
  deleteAt: number;
}

/** All that is known of a person's records, for the answer to a data subject's request. It opens nothing, and goes on record. */
export async function exportSubject(
  request: { tenant: string; subject: string; actor: string; reference: string },
  using: { database: Database; audit: Recorder; now: number },
): Promise<RecordMetadata[]> {
  const { tenant, subject, actor, reference } = request;
  return await using.database.withTenant(tenant, async (sql) => {
    const rows = await sql<RecordMetadata[]>`
      select r.token, r.token_type as "tokenType", r.class, r.capture, r.schema, r.policy, r.metadata,
        coalesce((select jsonb_agg(jsonb_build_object('name', f.name, 'class', f.class) order by f.name)
          from vault_field f where f.tenant = r.tenant and f.record = r.id), '[]') as fields,
        r.made_at as "madeAt", r.delete_at as "deleteAt"
      from vault_record r where r.tenant = ${tenant} and r.subject = ${subject}
      order by r.made_at, r.id limit 10000`;
    await using.audit.record(sql, {
      tenant,
      at: using.now,
      actor,
      action: "exported",
      subject: `subject:${subject}`,
      field: null,
      purpose: "subject-export",
      reference,
      result: rows.length > 0 ? "done" : "not_found",
    });
    return [...rows];
  });
}
