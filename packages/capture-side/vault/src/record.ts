import type { Suite } from "@aside/seal";
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
  /** That key's name: the month and eight letters. */
  epoch: string;
  suite: Suite;
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
    sealed: encrypt(facts.suite, key, fieldContext(facts, field), field.bytes),
  }));
  const dek = encrypt(facts.suite, kek, dekContext(facts), key);
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
  const key = decrypt(facts.suite, kek, dekContext(facts), dek);
  if (key === null) throw new VaultError("record_broken");
  const bytes = decrypt(facts.suite, key, fieldContext(facts, field), field.sealed);
  key.fill(0);
  if (bytes === null) throw new VaultError("record_broken");
  return new Plaintext(bytes);
}

/**
 * A record's key under another of the tenant's keys: no field is touched, and no value is seen.
 *
 * @throws VaultError `record_broken`
 */
export function rewrapDek(
  dek: Uint8Array,
  from: { kek: Uint8Array; facts: DekFacts },
  to: { kek: Uint8Array; epoch: string },
): Uint8Array {
  const { suite } = from.facts;
  const key = decrypt(suite, from.kek, dekContext(from.facts), dek);
  if (key === null) throw new VaultError("record_broken");
  const wrapped = encrypt(suite, to.kek, dekContext({ ...from.facts, epoch: to.epoch }), key);
  key.fill(0);
  return wrapped;
}

/** What a record's key is bound to. */
export type DekFacts = Pick<RecordFacts, "tenant" | "keyClass" | "record" | "epoch" | "suite">;

function dekContext({ tenant, keyClass, record, epoch }: DekFacts): string[] {
  return ["dek", tenant, keyClass, record, epoch];
}

function fieldContext(facts: RecordFacts, field: { name: string; class: string }): string[] {
  const { tenant, record, token, schema, policy } = facts;
  return ["fld", tenant, record, token, field.name, field.class, schema, policy];
}
