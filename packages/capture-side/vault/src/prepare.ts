import type { CoveredAct, Recorder } from "@aside/audit";
import { createId } from "@aside/protocol";
import type { Suite } from "@aside/seal";
import type { CodeStore } from "./code-store.ts";
import { isMemoryOnly, keyClassOf, monthOf } from "./key-class.ts";
import type { Keks } from "./keks.ts";
import { randomBytes } from "./random.ts";
import { encryptRecord, type RecordFacts, type RecordField } from "./record.ts";
import { secretCopy } from "./secret-bytes.ts";
import { createToken } from "./token.ts";
import type { TokenType } from "./token-type.ts";

/** What is to be stored. The fields' bytes stay the caller's, who wipes them. */
export interface RecordRequest {
  tenant: string;
  capture: string;
  /** Whose it is: an opaque id by which all of a person's records can be erased. */
  subject: string;
  tokenType: TokenType;
  schema: string;
  policy: string;
  retentionDays: number;
  /** What may be known of it outside: `captureMetadata` of `@aside/protocol`, nothing else. */
  metadata: Readonly<Record<string, string | number>>;
  fields: readonly RecordField[];
}

/** A record, encrypted: an element of the argument of the SQL function `vault_put`. */
export type RecordRow = {
  tenant: string;
  record: string;
  token: string;
  tokenType: TokenType;
  subject: string;
  capture: string;
  keyClass: string;
  /** Null for a pointer. */
  epoch: string | null;
  month: string;
  suite: Suite;
  schema: string;
  policy: string;
  metadata: Readonly<Record<string, string | number>>;
  madeAt: number;
  deleteAt: number;
  /** Its key, wrapped, in base64. Null for a pointer, of which nothing is kept but the metadata. */
  dek: string | null;
  /** `sealed` in base64. */
  fields: { name: string; class: string; sealed: string }[];
  /** What is recorded with it. */
  acts: CoveredAct[];
};

/** A record that is not yet written. */
export interface PreparedRecord {
  token: string;
  row: RecordRow;
  /** Call it once the record is committed: takes the security code into memory. Before that it is nowhere. */
  committed(): void;
  /** Forgets the code where the record was not committed. */
  dropped(): void;
}

const DAY = 24 * 3_600_000;

export async function prepareRecord(
  request: RecordRequest,
  using: { audit: Recorder; keks: Keks; codes: CodeStore; suite: Suite; now: number },
): Promise<PreparedRecord> {
  const { tenant, tokenType } = request;
  const token = createToken(tenant);
  const kept = tokenType === "pointer" ? [] : request.fields;
  const facts = {
    tenant,
    record: createId("rec", randomBytes(16)),
    token,
    keyClass: keyClassOf(request.fields.map((field) => field.class)),
    suite: using.suite,
    schema: request.schema,
    policy: request.policy,
  };
  const sealed = tokenType === "pointer" ? null : await seal(facts, kept, using.keks);
  const stored = {
    tenant,
    at: using.now,
    actor: "collector",
    action: "stored",
    subject: token,
    field: null,
    purpose: "capture",
    reference: request.capture,
    result: "done",
  } as const;
  const codeField = kept.find((field) => isMemoryOnly(field.class));
  const code = codeField && secretCopy(codeField.bytes);
  return {
    token,
    // By name, as whatever writes it goes through all of them: a spread would have V8 look each up.
    row: {
      tenant,
      record: facts.record,
      token,
      keyClass: facts.keyClass,
      suite: facts.suite,
      schema: facts.schema,
      policy: facts.policy,
      tokenType,
      epoch: sealed?.epoch ?? null,
      subject: request.subject,
      capture: request.capture,
      metadata: request.metadata,
      month: monthOf(using.now),
      madeAt: using.now,
      deleteAt: using.now + request.retentionDays * DAY,
      dek: sealed && toBase64(sealed.dek),
      fields: (sealed?.fields ?? []).map(({ name, class: of, sealed: bytes }) => ({
        name,
        class: of,
        sealed: toBase64(bytes),
      })),
      acts: using.audit.cover(stored),
    },
    committed() {
      if (codeField === undefined || code === undefined) return;
      using.codes.put({ tenant, token, field: codeField.name }, code);
      code.fill(0);
    },
    dropped: () => void code?.fill(0),
  };
}

async function seal(facts: Omit<RecordFacts, "epoch">, fields: readonly RecordField[], keks: Keks) {
  const written = fields.filter((field) => !isMemoryOnly(field.class));
  const { epoch, key } = await keks.forWriting(facts);
  return { epoch, ...encryptRecord(key, { ...facts, epoch }, written) };
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("base64");
}
