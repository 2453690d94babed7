import fc from "fast-check";
import { SUITES } from "@aside/seal";
import { beforeAll, describe, expect, test } from "vitest";
import { VaultError } from "./errors.ts";
import { randomBytes } from "./random.ts";
import { chooseSodium } from "./sodium/choose-sodium.ts";
import { decryptField, encryptRecord, type RecordFacts } from "./record.ts";

beforeAll(() => chooseSodium());

const word = fc.string({ maxLength: 12 });
const facts: fc.Arbitrary<RecordFacts> = fc.record({
  tenant: word,
  record: word,
  token: word,
  keyClass: word,
  epoch: word,
  suite: fc.constantFrom(...SUITES),
  schema: word,
  policy: word,
});
const bytes = fc.uint8Array({ maxLength: 100 });

describe("encryptRecord and decryptField", () => {
  test("what went in comes out", () => {
    fc.assert(
      fc.property(facts, word, word, bytes, (given, name, fieldClass, value) => {
        const kek = randomBytes(32);
        const record = encryptRecord(kek, given, [{ name, class: fieldClass, bytes: value }]);
        const [field] = record.fields;
        if (field === undefined) throw new Error("no field");
        expect(decryptField(kek, record.dek, given, field).expose()).toEqual(value);
      }),
    );
  });

  test("[31] [TEN1] any fact changed and it does not open", () => {
    const keys = ["tenant", "record", "token", "keyClass", "epoch", "schema", "policy"] as const;
    fc.assert(
      fc.property(facts, fc.constantFrom(...keys), word, (given, key, other) => {
        fc.pre(given[key] !== other);
        const kek = randomBytes(32);
        const record = encryptRecord(kek, given, [
          { name: "a", class: "b", bytes: Uint8Array.of(1) },
        ]);
        const [field] = record.fields;
        if (field === undefined) throw new Error("no field");
        const open = () => decryptField(kek, record.dek, { ...given, [key]: other }, field);
        expect(open).toThrow(VaultError);
      }),
    );
  });

  test("[31] nothing that was kept under one suite opens under the other", () => {
    fc.assert(
      fc.property(facts, bytes, (given, value) => {
        const kek = randomBytes(32);
        const record = encryptRecord(kek, given, [{ name: "a", class: "b", bytes: value }]);
        const [field] = record.fields;
        if (field === undefined) throw new Error("no field");
        const suite = given.suite === "xc20p" ? "a256gcm" : "xc20p";
        expect(() => decryptField(kek, record.dek, { ...given, suite }, field)).toThrow(VaultError);
      }),
    );
  });

  test("[31] a field under another name or class, a key of another record, a bit turned: record_broken", () => {
    const kek = randomBytes(32);
    const given = factsOf("r1");
    const record = encryptRecord(kek, given, [
      { name: "a", class: "card.pan", bytes: Uint8Array.of(1) },
    ]);
    const other = encryptRecord(kek, factsOf("r2"), []);
    const [field] = record.fields;
    if (field === undefined) throw new Error("no field");
    const broken = expect.objectContaining({ code: "record_broken" });
    expect(() => decryptField(kek, record.dek, given, { ...field, name: "b" })).toThrow(broken);
    expect(() => decryptField(kek, record.dek, given, { ...field, class: "text" })).toThrow(broken);
    expect(() => decryptField(kek, other.dek, given, field)).toThrow(broken);
    expect(() => decryptField(randomBytes(32), record.dek, given, field)).toThrow(broken);
    for (const at of field.sealed.keys()) {
      const sealed = field.sealed.map((byte, index) => (index === at ? byte ^ 1 : byte));
      expect(() => decryptField(kek, record.dek, given, { ...field, sealed })).toThrow(broken);
    }
  });
});

function factsOf(record: string): RecordFacts {
  return {
    tenant: "demo",
    record,
    token: "t",
    keyClass: "card",
    epoch: "2026-11-abcdefgh",
    suite: "xc20p",
    schema: "card@1",
    policy: "1",
  };
}
