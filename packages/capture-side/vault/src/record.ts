import { SUITE } from "@aside/seal";
import { decrypt, encrypt, KEY_BYTES } from "./aead.ts";
import { VaultError } from "./errors.ts";
import { Plaintext } from "./plaintext.ts";
import { randomBytes } from "./random.ts";

/** What a record's values are bound to by associated data: none of it can be changed, swapped or moved to another tenant. */
export interface RecordFacts {
  tenant: string;
  record: string;
  token: string;
  /** Of the key that wraps this record's: `card`, `bank`, `id`, `address`, `other`. */
  keyClass: string;
  /** Month of that key, `2026-11`. */
  epoch: string;
  /** `card@1`: the template and its version. */
  schema: string;
  /** Version of the policy under which it was taken. */
  policy: string;
}

export interface RecordField {
  name: string;
  class: string;
  bytes: Uint8Array;
}

export interface SealedField {
  name: string;
  class: string;
  sealed: Uint8Array;
}

/** Encrypts a record's fields under a key of its own, and that key under the tenant's. Pure but for random bytes. */
export function encryptRecord(
  kek: Uint8Array,
  facts: RecordFacts,
  fields: readonly RecordField[],
): { dek: Uint8Array; fields: SealedField[] } {
  const key = randomBytes(KEY_BYTES);
  const sealed = fields.map((field) => ({
    name: field.name,
    class: field.class,
    sealed: encrypt(key, fieldContext(facts, field), field.bytes),
  }));
  const dek = encrypt(kek, dekContext(facts), key);
  key.fill(0);
  return { dek, fields: sealed };
}

/** @throws VaultError `record_broken` where any of the facts differs from those it was encrypted with */
export function decryptField(
  kek: Uint8Array,
  dek: Uint8Array,
  facts: RecordFacts,
  field: SealedField,
): Plaintext {
  const key = decrypt(kek, dekContext(facts), dek);
  if (key === null) throw new VaultError("record_broken");
  const bytes = decrypt(key, fieldContext(facts, field), field.sealed);
  key.fill(0);
  if (bytes === null) throw new VaultError("record_broken");
  return new Plaintext(bytes);
}

function dekContext({ tenant, keyClass, record, epoch }: RecordFacts): string[] {
  return ["dek", tenant, keyClass, record, epoch];
}

function fieldContext(facts: RecordFacts, field: { name: string; class: string }): string[] {
  const { tenant, record, token, schema, policy } = facts;
  return ["fld", tenant, record, token, field.name, field.class, schema, SUITE, policy];
}
