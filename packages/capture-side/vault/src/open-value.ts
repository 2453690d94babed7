import type { Recorder } from "@aside/audit";
import type { Database } from "@aside/postgres";
import type { Suite } from "@aside/seal";
import { actOf } from "./access.ts";
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
  const { tenant, actor } = request;
  using.guesses.check(tenant, actor);
  const field = request.field ?? (await onlyField(request, using.database));
  const found = await find({ ...request, field }, using);
  const value = found && (await plain(found, request, using));
  if (!value) {
    using.guesses.missed(tenant, actor);
    throw new VaultError("not_found");
  }
  return value;
}

/** One round trip, one commit: looks it up, takes a `one_time` token and records what came of it. */
async function find(
  request: Omit<OpenRequest, "field"> & { field: string | null },
  using: { database: Database; audit: Recorder; codes: CodeStore; now: number },
): Promise<Row | undefined> {
  const { tenant, token, field, actor, reference, purpose } = request;
  const entry = {
    tenant,
    at: using.now,
    actor,
    action: "read",
    token,
    purpose,
    reference,
  } as const;
  const [done] = using.audit.cover(actOf({ ...entry, field, result: "done" }));
  const [missed] = using.audit.cover(actOf({ ...entry, field: null, result: "not_found" }));
  const [row] = await using.database.once(
    (sql) => sql<Row[]>`
      select id, token_type as "tokenType", class as "keyClass", epoch, suite, schema, policy, field_name as "fieldName",
        field_class as "fieldClass", sealed, dek, root, kek
      from vault_open(${using.now}, ${tenant}, ${token}, ${field}, ${reference}, ${hasCode(request, using.codes)},
        ${JSON.stringify([done])}::text::jsonb, ${JSON.stringify([missed])}::text::jsonb)`,
  );
  return row;
}

/** The name of a record's only field; null where it has another number of them. */
async function onlyField(
  { tenant, token }: OpenRequest,
  database: Database,
): Promise<string | null> {
  const names = await database.withTenant(
    tenant,
    (sql) => sql<{ name: string }[]>`
      select f.name from vault_record r join vault_field f on f.tenant = r.tenant and f.record = r.id
      where r.tenant = ${tenant} and r.token = ${token} limit 2`,
  );
  return names.length === 1 ? (names[0]?.name ?? null) : null;
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

function hasCode(
  { tenant, token, field }: Pick<OpenRequest, "tenant" | "token"> & { field: string | null },
  codes: CodeStore,
): boolean {
  return field !== null && codes.has({ tenant, token });
}
