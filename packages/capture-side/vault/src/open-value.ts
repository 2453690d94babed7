import type { Recorder } from "@aside/audit";
import type { Database, Sql } from "@aside/postgres";
import type { Suite } from "@aside/seal";
import { recordAccess } from "./access.ts";
import type { CodeStore } from "./code-store.ts";
import { VaultError } from "./errors.ts";
import type { GuessCap } from "./guess-cap.ts";
import type { Keks, WrappedKek } from "./keks.ts";
import type { Plaintext } from "./plaintext.ts";
import { decryptField, type RecordFacts } from "./record.ts";
import type { TokenType } from "./token-type.ts";

/** Who opens which field of which record, and for what: all of it goes on record. */
export interface OpenRequest {
  tenant: string;
  token: string;
  /** Its name in the template. The record's only field when absent. */
  field?: string;
  /** A destination's id, or an operator's name. Never input of a person who is not signed in. */
  actor: string;
  /** The use it is for: one forward has one reference, whatever it opens and however often it is tried. */
  reference: string;
  /** A word such as `forward` or `reveal`. */
  purpose: string;
}

interface Row {
  id: string;
  tokenType: TokenType;
  keyClass: string;
  epoch: string | null;
  suite: Suite;
  schema: string;
  policy: string;
  fieldName: string | null;
  fieldClass: string | null;
  sealed: Uint8Array | null;
  dek: Uint8Array | null;
  root: string | null;
  kek: Uint8Array | null;
}

/**
 * A value in plain form; the caller wipes it. The access is recorded and committed first: no record, no access (AUD1).
 * A `one_time` token is taken for the request's reference and opens for no other.
 *
 * Unknown, foreign, expired, erased and used tokens, pointers and unknown fields take the same way and give the same answer.
 *
 * @throws VaultError `not_found`, `too_many_guesses`, `record_broken`
 */
export async function openValue(
  request: OpenRequest,
  using: {
    database: Database;
    audit: Recorder;
    keks: Keks;
    codes: CodeStore;
    guesses: GuessCap;
    now: number;
  },
): Promise<Plaintext> {
  const { tenant, token, actor, reference, purpose } = request;
  using.guesses.check(tenant, actor);
  const found = await using.database.withTenant(tenant, async (sql) => {
    const row = await find(sql, request, using.now);
    const held = row !== undefined && (row.sealed !== null || hasCode(request, using.codes));
    await recordAccess(sql, using.audit, {
      tenant,
      at: using.now,
      actor,
      action: "read",
      token,
      field: held ? (row.fieldName ?? request.field ?? null) : null,
      purpose,
      reference,
      result: held ? "done" : "not_found",
    });
    return held ? row : undefined;
  });
  const value = found && (await plain(found, request, using));
  if (!value) {
    using.guesses.missed(tenant, actor);
    throw new VaultError("not_found");
  }
  return value;
}

async function find(sql: Sql, request: OpenRequest, now: number): Promise<Row | undefined> {
  const { tenant, token, field = null, reference } = request;
  const rows = await sql<Row[]>`
    select r.id, r.token_type as "tokenType", r.class as "keyClass", k.epoch, r.suite, r.schema, r.policy,
      f.name as "fieldName", f.class as "fieldClass", f.sealed, k.wrapped as dek, kek.root, kek.wrapped as kek
    from vault_record r
    left join vault_field f on f.tenant = r.tenant and f.record = r.id and f.name = coalesce(${field}, f.name)
    left join vault_keys.dek k on k.tenant = r.tenant and k.record = r.id
    left join vault_keys.kek kek on kek.tenant = k.tenant and kek.class = k.class and kek.epoch = k.epoch
    where r.tenant = ${tenant} and r.token = ${token} and r.delete_at > ${now} and r.token_type <> 'pointer'
      and (r.token_type <> 'one_time' or r.used_by is null or r.used_by = ${reference})
    limit 2`;
  const [row] = rows;
  if (row === undefined || rows.length > 1) return undefined;
  return row.tokenType === "one_time" && !(await take(sql, request)) ? undefined : row;
}

/** Of two uses that begin at once, the one whose update comes second finds the token taken. */
async function take(sql: Sql, { tenant, token, reference }: OpenRequest): Promise<boolean> {
  const taken = await sql`
    update vault_record set used_by = ${reference}
    where tenant = ${tenant} and token = ${token} and (used_by is null or used_by = ${reference}) returning 1`;
  return taken.length === 1;
}

/** Both keys as they lay at one instant: a rewrap that goes on meanwhile does no harm. */
async function plain(
  row: Row,
  request: OpenRequest,
  using: { keks: Keks; codes: CodeStore },
): Promise<Plaintext | null> {
  const { tenant, token, field = "" } = request;
  const { fieldName, fieldClass, sealed, dek, epoch, root, kek } = row;
  if (fieldName === null || fieldClass === null || sealed === null) {
    return using.codes.open({ tenant, token, field });
  }
  if (dek === null || epoch === null || root === null || kek === null) {
    throw new VaultError("record_broken");
  }
  const { id: record, keyClass, suite, schema, policy } = row;
  const facts: RecordFacts = { tenant, token, record, keyClass, epoch, suite, schema, policy };
  const wrapped: WrappedKek = { tenant, keyClass, epoch, root, wrapped: kek };
  const key = await using.keks.unwrap(wrapped);
  return decryptField(key, dek, facts, { name: fieldName, class: fieldClass, sealed });
}

function hasCode({ tenant, token, field }: OpenRequest, codes: CodeStore): boolean {
  return field !== undefined && codes.has({ tenant, token });
}
