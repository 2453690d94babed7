import { insertActs } from "@aside/audit";

/** The columns of a `RecordRow`, for `jsonb_to_recordset`. */
export const recordColumns = `tenant text, record text, token text, "tokenType" text, subject text, capture text, "keyClass" text,
      month text, suite text, schema text, policy text, metadata jsonb, "madeAt" bigint, "deleteAt" bigint, epoch text, dek text,
      fields jsonb, acts jsonb`;

/**
 * For a transaction that is one statement in SQL: the parts of its `with` that write records, each with its key, its fields and the entries that
 * say so, as the function `vault_put` does. A pointer has neither key nor fields.
 *
 * @param rows the name of what has {@link recordColumns}
 */
export function insertRecords(rows: string): string {
  return `key as (
    insert into vault_keys.dek (tenant, record, class, month, epoch, wrapped)
    select tenant, record, "keyClass", month, epoch, decode(dek, 'base64') from ${rows} where dek is not null
  ), stored as (
    insert into vault_record (tenant, id, token, token_type, subject, capture, class, month, suite, schema, policy,
      metadata, fields, made_at, delete_at)
    select tenant, record, token, "tokenType", subject, capture, "keyClass", month, suite, schema, policy,
      metadata, fields, "madeAt", "deleteAt" from ${rows}
  ), recorded as (
    ${insertActs(`${rows}, jsonb_to_recordset(${rows}.acts)`)}
  )`;
}
