import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  auditMigrations,
  createAuditKey,
  createRecorder,
  loadAuditKeys,
  type Recorder,
} from "@aside/audit";
import { openDatabase, type Database } from "@aside/postgres";
import { placeCluster } from "@aside/postgres/ready-cluster";
import postgres from "postgres";
import { createRootFile, openRootFile } from "../src/root/file-root.ts";
import type { RecordRequest } from "../src/prepare.ts";
import { vaultMigrations } from "../src/schema.ts";
import { openVault, type Vault } from "../src/vault.ts";

export const NUMBER = "4111111111111111";
export const HOLDER = "Jane Doe";

/** A database, a root key and a clock: vaults can be opened on them, several at once as of several processes. */
export interface Place {
  readonly folder: string;
  readonly database: Database;
  readonly audit: Recorder;
  now: number;
  open(): Promise<Vault>;
  /** Stores a card with a code. @returns its token */
  store(vault: Vault, tenant: string, more?: Partial<RecordRequest>): Promise<string>;
  read(vault: Vault, tenant: string, token: string, field: string, by?: string): Promise<string>;
  /** How many records, fields and keys of a tenant there are. */
  count(tenant: string): Promise<{ records: number; fields: number; keys: number }>;
  /** What of a tenant is on record and not yet chained, in order. */
  acts(tenant: string): Promise<unknown[]>;
  /** Does something as the role that owns the database. */
  asOwner(statement: string): Promise<void>;
  close(): Promise<void>;
}

export async function openPlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), "aside-vault-"));
  await placeCluster(folder);
  const database = await openDatabase({
    name: "vault",
    dataDir: folder,
    migrations: [auditMigrations, vaultMigrations],
  });
  await createRootFile(join(folder, "root.key"));
  await createAuditKey(join(folder, "audit"));
  const audit = createRecorder(await loadAuditKeys(join(folder, "audit")));
  const place: Place = {
    folder,
    database,
    audit,
    now: Date.UTC(2026, 10, 22),
    async open() {
      const root = await openRootFile(join(folder, "root.key"));
      return await openVault({ database, audit, root, now: () => place.now });
    },
    async store(vault, tenant, more = {}) {
      const record = await vault.prepare({ ...cardOf(tenant), ...more });
      await database.withTenant(tenant, (sql) => sql`select vault_put(${sql.json([record.row])})`);
      record.committed();
      return record.token;
    },
    async read(vault, tenant, token, field, reference = "why") {
      const value = await vault.open({ ...accessBy(tenant, token, reference), field });
      return Buffer.from(value.expose()).toString();
    },
    async count(tenant) {
      const [row] = await database.withTenant(
        tenant,
        (sql) => sql<{ records: number; fields: number; keys: number }[]>`
          select (select count(*)::int from vault_record) as records,
            (select count(*)::int from vault_field) as fields,
            (select count(*)::int from vault_keys.dek) as keys`,
      );
      return row ?? { records: 0, fields: 0, keys: 0 };
    },
    async acts(tenant) {
      const rows = await database.withTenant(
        tenant,
        (sql) => sql`
          select actor, action, subject, field, purpose, reference, result from audit_pending order by place`,
      );
      return [...rows];
    },
    async asOwner(statement) {
      const socket = join(folder, "postgres-socket");
      const at = { host: socket, path: join(socket, ".s.PGSQL.5432"), username: "aside_owner" };
      const sql = postgres({ ...at, database: "vault", max: 1 });
      await sql.unsafe(statement);
      await sql.end();
    },
    async close() {
      await database.close();
      await rm(folder, { recursive: true });
    },
  };
  return place;
}

export function accessBy(tenant: string, token: string, reference: string) {
  return { tenant, token, actor: "test", reference, purpose: "test" };
}

function cardOf(tenant: string): RecordRequest {
  const field = (name: string, text: string) => ({ name, class: name, bytes: Buffer.from(text) });
  return {
    tenant,
    capture: "cap_1",
    subject: "cnv_1",
    tokenType: "reusable",
    schema: "card@1",
    policy: "p1",
    retentionDays: 30,
    metadata: { display: "Visa •••• 1111" },
    fields: [field("card.pan", NUMBER), field("card.holder", HOLDER), field("card.cvv", "987")],
  };
}
