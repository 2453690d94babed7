import type { Recorder } from "@aside/audit";
import type { Database } from "@aside/postgres";
import type { CodeStore } from "./code-store.ts";
import { VaultError } from "./errors.ts";
import { findValues, type FoundValue, type UseName, type ValueName } from "./find-values.ts";
import type { GuessCap } from "./guess-cap.ts";
import type { Keks, WrappedKek } from "./keks.ts";
import type { Plaintext } from "./plaintext.ts";
import { decryptField, type RecordFacts } from "./record.ts";
import type { TokenType } from "./token-type.ts";

/** What opening values takes. */
export interface OpenUsing {
  database: Database;
  audit: Recorder;
  keks: Keks;
  codes: CodeStore;
  guesses: GuessCap;
  now: number;
}

export interface OpenedValue {
  value: Plaintext;
  tokenType: TokenType;
}

/**
 * Values in plain form, in the order of their names; the caller wipes them. Each access is recorded and committed first: no record, no
 * access (AUD1). A `one_time` token is taken for the use's reference and opens for no other. All are opened, or none.
 *
 * Unknown, foreign, expired, erased and used tokens, pointers and unknown fields take the same way and give the same answer.
 *
 * @throws VaultError `not_found`, `too_many_guesses`, `record_broken`
 */
export async function openValues(
  use: UseName,
  names: readonly ValueName[],
  using: OpenUsing,
): Promise<OpenedValue[]> {
  const { tenant, actor } = use;
  using.guesses.check(tenant, actor);
  const found = await findValues(use, names, using);
  const opened: OpenedValue[] = [];
  try {
    for (const [index, name] of names.entries()) {
      const row = found[index];
      const value = row && (await plain(row, { tenant, ...name }, using));
      if (row && value) opened.push({ value, tokenType: row.tokenType });
    }
    const missed = names.length - opened.length;
    if (missed === 0) return opened;
    await using.guesses.missed(tenant, actor, missed);
    throw new VaultError("not_found");
  } catch (error) {
    for (const { value } of opened) value.wipe();
    throw error;
  }
}

async function plain(
  row: FoundValue,
  { tenant, token, field }: ValueName & { tenant: string },
  using: { keks: Keks; codes: CodeStore },
): Promise<Plaintext | null> {
  const { fieldName, fieldClass, sealed, dek, epoch, root, kek } = row;
  if (fieldName === null || fieldClass === null || sealed === null) {
    return using.codes.open({ tenant, token, field: field ?? "" });
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
