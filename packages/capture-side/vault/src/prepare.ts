import type { CoveredAct, Recorder } from "@aside/audit";
import { createId } from "@aside/protocol";
import { actOf } from "./access.ts";
import type { CodeStore } from "./code-store.ts";
import { epochOf, isMemoryOnly, keyClassOf } from "./key-class.ts";
import type { Keks } from "./keks.ts";
import { randomBytes } from "./random.ts";
import { encryptRecord, type RecordField } from "./record.ts";
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

/** A record, encrypted and not yet written: the arguments of the SQL function `vault_put`, in its order. */
export interface PreparedRecord {
  token: string;
  facts: {
    tenant: string;
    record: string;
    token: string;
    tokenType: TokenType;
    subject: string;
    capture: string;
    keyClass: string;
    epoch: string;
    month: string;
    schema: string;
    policy: string;
    metadata: Readonly<Record<string, string | number>>;
    madeAt: number;
    deleteAt: number;
    /** What `vault_put` records. */
    acts: CoveredAct[];
  };
  /** Null for a pointer, of which nothing is kept but the metadata. */
  dek: Uint8Array | null;
  names: string[];
  classes: string[];
  /** base64 */
  sealed: string[];
  /** Call it once the record is committed: takes the security code into memory. Before that it is nowhere. */
  committed(): void;
  /** Forgets the code where the record was not committed. */
  dropped(): void;
}

const DAY = 24 * 3_600_000;

export async function prepareRecord(
  request: RecordRequest,
  using: { audit: Recorder; keks: Keks; codes: CodeStore; now: number },
): Promise<PreparedRecord> {
  const { tenant, capture, subject, tokenType, schema, policy, metadata } = request;
  const keyClass = keyClassOf(request.fields.map((field) => field.class));
  const month = epochOf(using.now);
  const epoch = month;
  const token = createToken(tenant);
  const record = createId("rec", randomBytes(16));
  const facts = { tenant, record, token, keyClass, epoch, schema, policy };
  const kept = tokenType === "pointer" ? [] : request.fields;
  const { dek, fields } =
    tokenType === "pointer"
      ? { dek: null, fields: [] }
      : encryptRecord(
          await using.keks.forWriting({ tenant, keyClass, epoch }),
          facts,
          kept.filter((field) => !isMemoryOnly(field.class)),
        );
  const stored = {
    tenant,
    at: using.now,
    actor: "collector",
    action: "stored",
    token,
    field: null,
    purpose: "capture",
    reference: capture,
    result: "done",
  } as const;
  const codeField = kept.find((field) => isMemoryOnly(field.class));
  const code = codeField?.bytes.slice();
  return {
    token,
    facts: {
      ...facts,
      tokenType,
      subject,
      capture,
      month,
      metadata,
      madeAt: using.now,
      deleteAt: using.now + request.retentionDays * DAY,
      acts: using.audit.cover(actOf(stored)),
    },
    dek,
    names: fields.map((field) => field.name),
    classes: fields.map((field) => field.class),
    sealed: fields.map((field) => Buffer.from(field.sealed).toString("base64")),
    committed() {
      if (codeField === undefined || code === undefined) return;
      using.codes.put({ tenant, token, field: codeField.name }, code);
      code.fill(0);
    },
    dropped: () => void code?.fill(0),
  };
}
