import type { Database } from "@aside/postgres";
import { exportWish, signedManifest, type ExportWish, type SignedManifest } from "@aside/protocol";
import * as z from "zod";

/** An export that was begun, as every node knows it. */
export interface ExportJob {
  readonly id: string;
  /** `counting`: the conversations are looked at, and marked where they were not. */
  readonly state: "counting" | "ready" | "failed";
  /** How many conversations were looked at, of how many. */
  readonly looked: number;
  readonly total: number;
  /** When the node that counts it last said so. */
  readonly notedAt: number;
  readonly wish: ExportWish;
  readonly version: string;
  readonly key: Uint8Array;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly conversations: number;
  readonly messages: number;
  readonly length: number;
  readonly manifest: SignedManifest | null;
}

export interface ExportJobs {
  put(tenant: string, job: ExportJob): Promise<void>;
  /** Null where there is none, or no longer. */
  get(tenant: string, id: string, now: number): Promise<ExportJob | null>;
  /** Notes how far the counting is; false where the export was taken back meanwhile. */
  note(tenant: string, id: string, looked: number, now: number): Promise<boolean>;
  /** It can be fetched. */
  counted(
    tenant: string,
    id: string,
    sum: Pick<ExportJob, "looked" | "conversations" | "messages" | "length">,
  ): Promise<void>;
  fail(tenant: string, id: string): Promise<void>;
  complete(tenant: string, id: string, manifest: SignedManifest): Promise<void>;
  /** Forgets an export and the key of its surrogates. */
  remove(tenant: string, id: string): Promise<void>;
  /** The same for all that have had their day. */
  sweep(now: number): Promise<void>;
}

const jobRow = z.object({
  id: z.string(),
  state: z.enum(["counting", "ready", "failed"]),
  looked: z.number(),
  total: z.number(),
  notedAt: z.number(),
  wish: exportWish,
  version: z.string(),
  key: z.instanceof(Uint8Array),
  createdAt: z.number(),
  expiresAt: z.number(),
  conversations: z.number(),
  messages: z.number(),
  length: z.number(),
  manifest: signedManifest.nullable(),
});

export function createExportJobs(database: Database): ExportJobs {
  return {
    async put(tenant, job) {
      await database.withTenant(
        tenant,
        (sql) => sql`
          insert into export_job (tenant, id, state, looked, total, noted_at, wish, version, key, created_at, expires_at, conversations, messages, length)
          values (${tenant}, ${job.id}, ${job.state}, ${job.looked}, ${job.total}, ${job.notedAt}, ${JSON.stringify(job.wish)}::text::json, ${job.version}, ${Buffer.from(job.key)},
            ${job.createdAt}, ${job.expiresAt}, ${job.conversations}, ${job.messages}, ${job.length})`,
      );
    },
    async get(tenant, id, now) {
      const [row] = await database.withTenant(
        tenant,
        (sql) => sql`
          select id, state, looked, total, noted_at as "notedAt", wish, version, key, created_at as "createdAt", expires_at as "expiresAt", conversations, messages,
            length, manifest
          from export_job where tenant = ${tenant} and id = ${id} and expires_at > ${now}`,
      );
      return row === undefined ? null : jobRow.parse(row);
    },
    async note(tenant, id, looked, now) {
      const { count } = await database.withTenant(
        tenant,
        (sql) => sql`
          update export_job set looked = ${looked}, noted_at = ${now} where tenant = ${tenant} and id = ${id}`,
      );
      return count > 0;
    },
    async counted(tenant, id, { looked, conversations, messages, length }) {
      await database.withTenant(
        tenant,
        (sql) => sql`
          update export_job set state = 'ready', looked = ${looked}, conversations = ${conversations},
            messages = ${messages}, length = ${length}
          where tenant = ${tenant} and id = ${id}`,
      );
    },
    async fail(tenant, id) {
      await database.withTenant(
        tenant,
        (sql) =>
          sql`update export_job set state = 'failed' where tenant = ${tenant} and id = ${id}`,
      );
    },
    async complete(tenant, id, manifest) {
      await database.withTenant(
        tenant,
        (sql) => sql`
          update export_job set manifest = ${JSON.stringify(manifest)}::text::json where tenant = ${tenant} and id = ${id}`,
      );
    },
    async remove(tenant, id) {
      await database.withTenant(
        tenant,
        (sql) => sql`delete from export_job where tenant = ${tenant} and id = ${id}`,
      );
    },
    async sweep(now) {
      await database.acrossTenants((sql) => sql`delete from export_job where expires_at <= ${now}`);
    },
  };
}
