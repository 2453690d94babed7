import type { SigningKey } from "@aside/collector-client";
import type { Export, ExportCounts } from "@aside/transcript";
import type { Tenant } from "../tenants/tenants.ts";
import type { ExportJob, ExportJobs } from "./export-jobs.ts";
import { signExport } from "./sign-export.ts";

/** Files of exports on their way to who asked for them. */
export interface Downloads {
  /** The file from a byte on. Once it was made to its end, its manifest is signed and kept. */
  send(tenant: Tenant, job: ExportJob, made: Export, from: number): AsyncGenerator<Uint8Array>;
  /** How far one is that is made here. */
  counts(id: string): ExportCounts | undefined;
}

/** Of so many the progress is known. */
const MOST = 50;

export function createDownloads(jobs: ExportJobs, keys: readonly SigningKey[]): Downloads {
  const running = new Map<string, Export>();
  return {
    async *send(tenant, job, made, from) {
      running.set(job.id, made);
      if (running.size > MOST)
        for (const oldest of running.keys()) if (running.delete(oldest)) break;
      let at = 0;
      try {
        for await (const piece of made.body) {
          const skip = Math.max(0, Math.min(piece.byteLength, from - at));
          at += piece.byteLength;
          if (skip < piece.byteLength) yield piece.subarray(skip);
        }
        await jobs.complete(tenant.id, job.id, await signExport(tenant, job, made, keys));
      } finally {
        if (running.get(job.id) === made) running.delete(job.id);
      }
    },
    counts: (id) => running.get(id)?.counts(),
  };
}
