import type { Database, Sql } from "@aside/postgres";
import type { CodeStore } from "./code-store.ts";
import { VaultError } from "./errors.ts";
import type { Keks } from "./keks.ts";
import type { Plaintext } from "./plaintext.ts";
import { decryptField, type RecordFacts, type SealedField } from "./record.ts";
import { isTokenOf } from "./token.ts";

/** Who reads which field of which record, and for what: all of it goes into the access record. */
export interface AccessRequest {
  tenant: string;
  token: string;
  field: string;
  actor: string;
  /** What the access is for, e.g. a destination's id. Never input of a person. */
  reference: string;
}

interface Row {
  id: string;
  keyClass: string;
  epoch: string;
  schema: string;
  policy: string;
  fieldClass: string;
  sealed: Uint8Array;
  dek: Uint8Array;
}

/**
 * A value back. The access is recorded and committed first: no record, no access (AUD1).
 *
 * @throws VaultError `not_found` for an unknown, foreign, expired or erased token and an unknown field alike; `record_broken`
 */
export async function detokenize(
  request: AccessRequest,
  using: { database: Database; keks: Keks; codes: CodeStore; now: number },
): Promise<Plaintext> {
  const { tenant, token } = request;
  const known = isTokenOf(tenant, token);
  const row = await using.database.withTenant(tenant, async (sql) => {
    const found = known ? await find(sql, request, using.now) : undefined;
    const inMemory = found === undefined && using.codes.has(request);
    const result = found || inMemory ? "done" : "not_found";
    await sql`insert into vault_access (tenant, at, actor, action, token, field, reference, result)
      values (${tenant}, ${using.now}, ${request.actor}, 'read', ${known ? token : "-"},
        ${known ? request.field : "-"}, ${request.reference}, ${result})`;
    return found;
  });
  const code = row === undefined && known ? using.codes.burn(request) : null;
  if (code) return code;
  if (row === undefined) throw new VaultError("not_found");
  const { id: record, ...rest } = row;
  const facts: RecordFacts = { tenant, token, record, ...rest };
  const field: SealedField = { name: request.field, class: row.fieldClass, sealed: row.sealed };
  return decryptField(await using.keks.forReading(facts), row.dek, facts, field);
}

async function find(sql: Sql, { tenant, token, field }: AccessRequest, now: number) {
  const [row] = await sql<Row[]>`
    select r.id, r.class as "keyClass", r.epoch, r.schema, r.policy, f.class as "fieldClass", f.sealed, k.wrapped as dek
    from vault_record r
    join vault_field f on f.tenant = r.tenant and f.record = r.id and f.name = ${field}
    join vault_keys.dek k on k.tenant = r.tenant and k.record = r.id
    where r.tenant = ${tenant} and r.token = ${token} and r.delete_at > ${now}`;
  return row;
}
