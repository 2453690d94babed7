import { randomBytes } from "node:crypto";
import type { SigningKey } from "@aside/collector-client";
import type { Journal } from "@aside/journal";
import type { Database } from "@aside/postgres";
import {
  createId,
  type ExportPreview,
  type ExportView,
  type ExportWish,
  type SignedManifest,
} from "@aside/protocol";
import { Problem } from "@aside/service";
import { exportConversations, type Export, type Judge } from "@aside/transcript";
import type { GatewayLog } from "../events.ts";
import type { Tenant } from "../tenants/tenants.ts";
import { countExport } from "./count-export.ts";
import { createCountings } from "./countings.ts";
import { createDownloads } from "./downloads.ts";
import { createExportJobs, type ExportJob } from "./export-jobs.ts";
import { exportViewOf } from "./export-view-of.ts";
import type { Marker } from "./marker.ts";
import { createMarkedConversations } from "./marked-conversations.ts";
import { previewOf } from "./preview.ts";
import { scopeOf, type Scope } from "./scope.ts";
import { tooManyExports } from "./turns.ts";

/** Transcripts as files, every sensitive span replaced (EXP1). */
export interface Exports {
  preview(tenant: Tenant, wish: ExportWish, signal?: AbortSignal): Promise<ExportPreview>;
  /** The file at once; it cannot be resumed and has no manifest. */
  once(tenant: Tenant, wish: ExportWish, signal?: AbortSignal): Promise<Export>;
  /**
   * Begins to count and judge what is wished for, in the background; the file can then be fetched, also in pieces, for a day.
   * Its view tells how far it is. `record` puts it on record before there is anything of it: what it refuses leaves nothing.
   *
   * @throws {Problem} 429 `too_many_exports`, and what `record` throws
   */
  begin(
    tenant: Tenant,
    wish: ExportWish,
    record: (view: ExportView) => Promise<void>,
  ): Promise<ExportView>;
  /** @throws {Problem} 404 `not_found` */
  view(tenant: Tenant, id: string): Promise<ExportView>;
  /**
   * The file from a byte on: the same bytes each time. Waits until it was counted.
   *
   * @throws {Problem} 404 `not_found`; 409 `export_outdated` when detector or settings have changed since it was begun,
   *   `export_failed` when the count broke off
   */
  file(tenant: Tenant, id: string, from: number, signal?: AbortSignal): Promise<Export>;
  /** @throws {Problem} 404 `not_found`; 409 `export_not_complete` until the file was sent to its end once */
  manifest(tenant: Tenant, id: string): Promise<SignedManifest>;
  /** Forgets the export and with it the key of its surrogates; what is being counted for it ends. */
  remove(tenant: Tenant, id: string): Promise<void>;
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

const LIFETIME = 24 * 3_600_000;

export function createExports(options: {
  readonly database: Database;
  readonly journal: Journal;
  readonly marker: Marker;
  readonly keys: readonly SigningKey[];
  readonly log: GatewayLog;
  readonly now: () => number;
}): Exports {
  const { database, journal, marker, keys, log, now } = options;
  const jobs = createExportJobs(database);
  const conversations = createMarkedConversations(database, journal, marker);
  const countings = createCountings({ conversations, jobs, log, now });
  const downloads = createDownloads(jobs, keys);

  async function found(tenant: Tenant, id: string): Promise<ExportJob> {
    const job = await jobs.get(tenant.id, id, now());
    if (job === null) throw noSuchExport();
    return job;
  }

  function exportOf(
    scope: Scope,
    judge: Judge,
    key: Uint8Array,
    signal: AbortSignal | undefined,
  ): Export {
    const { format, mode } = scope.wish;
    const { defaults } = scope.tenant;
    return exportConversations(
      conversations.contents(scope, mode === "surrogates" ? "id" : "latest", runOf(signal)),
      {
        format,
        mode,
        key,
        defaults,
        judge,
      },
    );
  }

  /** On another node, or for another time: what is marked is only read. */
  async function countAgain(
    scope: Scope,
    job: ExportJob,
    signal: AbortSignal | undefined,
  ): Promise<Judge> {
    const { judge, sum } = await countExport(conversations, scope, runOf(signal));
    if (job.state !== "ready") await jobs.counted(scope.tenant.id, job.id, sum);
    return judge;
  }

  function viewOf(job: ExportJob): ExportView {
    return exportViewOf(job, {
      looked: countings.looked(job.id),
      sending: downloads.counts(job.id),
    });
  }

  return {
    preview: (tenant, wish, signal) =>
      previewOf({ conversations, marker }, scopeOf(tenant, wish, now()), runOf(signal)),
    async once(tenant, wish, signal) {
      const scope = scopeOf(tenant, wish, now());
      const { judge } = await countExport(conversations, scope, runOf(signal));
      return exportOf(scope, judge, randomBytes(32), signal);
    },
    async begin(tenant, wish, record) {
      const createdAt = now();
      const until = new Date(scopeOf(tenant, wish, createdAt).until).toISOString();
      const scope = scopeOf(tenant, { ...wish, until }, createdAt);
      const job: ExportJob = {
        id: createId("exp", randomBytes(16)),
        state: "counting",
        looked: 0,
        total: await conversations.count(scope),
        notedAt: now(),
        wish: scope.wish,
        version: scope.version,
        key: randomBytes(32),
        createdAt,
        expiresAt: createdAt + LIFETIME,
        conversations: 0,
        messages: 0,
        length: 0,
        manifest: null,
      };
      if (countings.isFull(tenant.id)) throw tooManyExports();
      await record(viewOf(job));
      await jobs.put(tenant.id, job);
      // Of many that were begun meanwhile.
      if (countings.isFull(tenant.id)) {
        await jobs.remove(tenant.id, job.id);
        throw tooManyExports();
      }
      countings.begin(scope, job);
      return viewOf(job);
    },
    async view(tenant, id) {
      const job = await found(tenant, id);
      if (countings.isLost(job) && !countings.isFull(tenant.id))
        countings.begin(scopeOf(tenant, job.wish, job.createdAt), job);
      return viewOf(job);
    },
    async file(tenant, id, from, signal) {
      const begun = await found(tenant, id);
      const scope = scopeOf(tenant, begun.wish, begun.createdAt);
      if (scope.version !== begun.version)
        throw new Problem(
          409,
          "export_outdated",
          "Detector or settings have changed since: begin a new export",
        );
      const counted = await countings.judge(id);
      const job = await found(tenant, id);
      if (job.state === "failed")
        throw new Problem(409, "export_failed", "The export broke off: begin a new one");
      const judge = counted ?? (await countAgain(scope, job, signal));
      const made = exportOf(scope, judge, job.key, signal);
      return { body: downloads.send(tenant, job, made, from), counts: () => made.counts() };
    },
    async manifest(tenant, id) {
      const { manifest } = await found(tenant, id);
      if (manifest === null)
        throw new Problem(409, "export_not_complete", "Fetch the file to its end first");
      return manifest;
    },
    async remove(tenant, id) {
      await found(tenant, id);
      countings.cancel(id);
      await jobs.remove(tenant.id, id);
    },
    sweep: () => jobs.sweep(now()),
    stop: () => countings.stop(),
  };
}

function runOf(signal: AbortSignal | undefined): { readonly signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}

/** There is none, or it is of what its reader may not read: one answer. */
export function noSuchExport(): Problem {
  return new Problem(404, "not_found", "There is no such export, or no longer");
}
