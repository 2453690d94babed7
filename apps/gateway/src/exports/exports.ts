import { randomBytes } from "node:crypto";
import { ANONYMIZER_VERSION } from "@aside/anonymizer";
import type { SigningKey } from "@aside/collector-client";
import { DETECTOR_VERSION } from "@aside/detection";
import type { Journal } from "@aside/journal";
import { POLICY_VERSION } from "@aside/policy";
import type { Database } from "@aside/postgres";
import {
  createId,
  type ExportPreview,
  type ExportView,
  type ExportWish,
  type SignedManifest,
} from "@aside/protocol";
import { Problem } from "@aside/service";
import {
  createJudge,
  exportConversations,
  MACHINE_VERSION,
  signManifest,
  type Export,
  type Judge,
} from "@aside/transcript";
import type { Tenant } from "../tenants/tenants.ts";
import { createExportJobs, type ExportJob } from "./export-jobs.ts";
import { createMarkedConversations } from "./marked-conversations.ts";
import { previewOf } from "./preview.ts";
import { scopeOf, settingsOf, type Scope } from "./scope.ts";

/** Transcripts as files, every sensitive span replaced (EXP1). */
export interface Exports {
  preview(tenant: Tenant, wish: ExportWish): Promise<ExportPreview>;
  /** The file at once; it cannot be resumed and has no manifest. */
  once(tenant: Tenant, wish: ExportWish): Promise<Export>;
  /** Counts and judges what is wished for; the file can then be fetched, also in pieces, for a day. */
  begin(tenant: Tenant, wish: ExportWish): Promise<ExportView>;
  /** @throws {Problem} 404 `not_found` */
  view(tenant: Tenant, id: string): Promise<ExportView>;
  /**
   * The file from a byte on: the same bytes each time.
   *
   * @throws {Problem} 404 `not_found`; 409 `export_outdated` when detector or settings have changed since it was begun
   */
  file(
    tenant: Tenant,
    id: string,
    from: number,
  ): Promise<{ wish: ExportWish; body: AsyncIterable<Uint8Array> }>;
  /** @throws {Problem} 404 `not_found`; 409 `export_not_complete` until the file was sent to its end once */
  manifest(tenant: Tenant, id: string): Promise<SignedManifest>;
  /** Forgets the export and with it the key of its surrogates. */
  remove(tenant: Tenant, id: string): Promise<void>;
  sweep(): Promise<void>;
}

const LIFETIME = 24 * 3_600_000;
/** Judges and progresses of exports that run here. */
const MOST = 50;

export function createExports(options: {
  readonly database: Database;
  readonly journal: Journal;
  readonly keys: readonly SigningKey[];
  readonly now: () => number;
}): Exports {
  const { database, journal, keys, now } = options;
  const jobs = createExportJobs(database);
  const conversations = createMarkedConversations(database, journal);
  const judges = new Map<string, Judge>();
  const running = new Map<string, Export>();

  async function judgeOf(scope: Scope) {
    const judge = createJudge(scope.wish.k);
    const sum = { conversations: 0, messages: 0, length: 0 };
    for await (const { facts } of conversations.facts(scope)) {
      judge.add(facts);
      sum.conversations += 1;
      sum.messages += facts.messages;
      sum.length += facts.length;
    }
    return { judge, sum };
  }

  async function found(tenant: Tenant, id: string): Promise<ExportJob> {
    const job = await jobs.get(tenant.id, id, now());
    if (job === null) throw new Problem(404, "not_found", "There is no such export, or no longer");
    return job;
  }

  function exportOf(scope: Scope, judge: Judge, key: Uint8Array): Export {
    const { format, mode } = scope.wish;
    const { defaults } = scope.tenant;
    return exportConversations(conversations.contents(scope), {
      format,
      mode,
      key,
      defaults,
      judge,
    });
  }

  function viewOf(job: ExportJob): ExportView {
    const { id, wish, conversations: count, messages, length, expiresAt, manifest } = job;
    const counts = running.get(id)?.counts();
    return {
      id,
      wish,
      state: manifest !== null ? "complete" : counts === undefined ? "ready" : "running",
      conversations: count,
      messages,
      length,
      done: manifest !== null ? length : (counts?.done ?? 0),
      bytes: manifest?.manifest.bytes ?? null,
      expiresAt,
    };
  }

  async function* sent(
    tenant: Tenant,
    job: ExportJob,
    made: Export,
    from: number,
  ): AsyncGenerator<Uint8Array> {
    remember(running, job.id, made);
    let at = 0;
    try {
      for await (const piece of made.body) {
        const skip = Math.max(0, Math.min(piece.byteLength, from - at));
        at += piece.byteLength;
        if (skip < piece.byteLength) yield piece.subarray(skip);
      }
      await jobs.complete(tenant.id, job.id, await signed(tenant, job, made));
    } finally {
      running.delete(job.id);
    }
  }

  async function signed(tenant: Tenant, job: ExportJob, made: Export): Promise<SignedManifest> {
    const key = keys.at(-1);
    if (key === undefined) throw new Problem(500, "internal", "There is no key to sign with");
    const { done: _, ...counts } = made.counts();
    const { format, mode } = job.wish;
    return await signManifest(
      {
        version: 1,
        id: job.id,
        createdAt: new Date(job.createdAt).toISOString(),
        format,
        mode,
        wish: job.wish,
        ...counts,
        replaced: { ...counts.replaced },
        policy: POLICY_VERSION,
        detectors: DETECTOR_VERSION,
        anonymizer: ANONYMIZER_VERSION,
        machine: MACHINE_VERSION,
        settings: settingsOf(tenant),
      },
      key,
    );
  }

  return {
    preview: (tenant, wish) => previewOf(conversations, scopeOf(tenant, wish, now())),
    async once(tenant, wish) {
      const scope = scopeOf(tenant, wish, now());
      const { judge } = await judgeOf(scope);
      return exportOf(scope, judge, randomBytes(32));
    },
    async begin(tenant, wish) {
      const createdAt = now();
      const until = new Date(scopeOf(tenant, wish, createdAt).until).toISOString();
      const scope = scopeOf(tenant, { ...wish, until }, createdAt);
      const { judge, sum } = await judgeOf(scope);
      const job: ExportJob = {
        id: createId("exp", randomBytes(16)),
        wish: scope.wish,
        version: scope.version,
        key: randomBytes(32),
        createdAt,
        expiresAt: createdAt + LIFETIME,
        ...sum,
        manifest: null,
      };
      await jobs.put(tenant.id, job);
      remember(judges, job.id, judge);
      return viewOf(job);
    },
    view: async (tenant, id) => viewOf(await found(tenant, id)),
    async file(tenant, id, from) {
      const job = await found(tenant, id);
      const scope = scopeOf(tenant, job.wish, job.createdAt);
      if (scope.version !== job.version)
        throw new Problem(
          409,
          "export_outdated",
          "Detector or settings have changed since: begin a new export",
        );
      // A judge counts what it judged: one for each time the file is made.
      const judge = judges.get(id) ?? (await judgeOf(scope)).judge;
      judges.delete(id);
      return { wish: job.wish, body: sent(tenant, job, exportOf(scope, judge, job.key), from) };
    },
    async manifest(tenant, id) {
      const { manifest } = await found(tenant, id);
      if (manifest === null)
        throw new Problem(409, "export_not_complete", "Fetch the file to its end first");
      return manifest;
    },
    async remove(tenant, id) {
      await found(tenant, id);
      await jobs.remove(tenant.id, id);
    },
    sweep: () => jobs.sweep(now()),
  };
}

function remember<T>(map: Map<string, T>, id: string, value: T): void {
  map.set(id, value);
  if (map.size > MOST) for (const oldest of map.keys()) if (map.delete(oldest)) break;
}
