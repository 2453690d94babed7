import { codeOf, whereOf } from "@aside/service";
import type { Judge } from "@aside/transcript";
import type { GatewayLog } from "../events.ts";
import { countExport, type Counted } from "./count-export.ts";
import type { ExportJob, ExportJobs } from "./export-jobs.ts";
import type { MarkedConversations } from "./marked-conversations.ts";
import type { Scope } from "./scope.ts";
import { MOST_AT_ONCE } from "./turns.ts";

/** Exports whose conversations are being looked at here, in the background. */
export interface Countings {
  begin(scope: Scope, job: ExportJob): void;
  /** Whether as many of a tenant's are counted here as may be at once. */
  isFull(tenant: string): boolean;
  /** Whether the node that counted it, here or elsewhere, is gone. */
  isLost(job: ExportJob): boolean;
  /** How many conversations were looked at; undefined where it is not counted here. */
  looked(id: string): number | undefined;
  /** Waits for the count, and gives its judge once: a judge counts what it judged. Undefined where there is none. */
  judge(id: string): Promise<Judge | undefined>;
  cancel(id: string): void;
  stop(): Promise<void>;
}

/** So often, in milliseconds, other nodes are told how far it is, and whether it was taken back is asked. */
const NOTED = 1_000;
const LOST = 30_000;
/** So many judges wait to be fetched: each may take some 40 MB, and can be made again. */
const KEPT = 4;

export function createCountings(options: {
  readonly conversations: MarkedConversations;
  readonly jobs: ExportJobs;
  readonly log: GatewayLog;
  readonly now: () => number;
}): Countings {
  const { conversations, jobs, log, now } = options;
  const running = new Map<string, Counting>();
  const finished = new Map<string, Judge>();

  async function count(scope: Scope, job: ExportJob, counting: Counting): Promise<void> {
    const tenant = scope.tenant.id;
    const { signal } = counting.aborting;
    let noted = now();
    try {
      const { judge, sum }: Counted = await countExport(conversations, scope, {
        signal,
        looked(so) {
          counting.looked = so;
          if (now() - noted < NOTED) return;
          noted = now();
          void jobs.note(tenant, job.id, so, noted).then(
            (there) => void (there || counting.aborting.abort()),
            () => undefined,
          );
        },
      });
      await jobs.counted(tenant, job.id, sum);
      finished.set(job.id, judge);
      if (finished.size > KEPT)
        for (const oldest of finished.keys()) if (finished.delete(oldest)) break;
    } catch (error) {
      if (signal.aborted) return;
      log("export failed", { tenant, error: codeOf(error), where: whereOf(error) });
      await jobs.fail(tenant, job.id).catch(() => undefined);
    } finally {
      running.delete(job.id);
    }
  }

  return {
    begin(scope, job) {
      const counting: Counting = {
        tenant: scope.tenant.id,
        looked: 0,
        aborting: new AbortController(),
      };
      running.set(job.id, counting);
      counting.done = count(scope, job, counting);
    },
    isFull: (tenant) =>
      [...running.values()].filter((one) => one.tenant === tenant).length >= MOST_AT_ONCE,
    isLost: ({ id, state, notedAt }) =>
      state === "counting" && !running.has(id) && now() - notedAt > LOST,
    looked: (id) => running.get(id)?.looked,
    async judge(id) {
      await running.get(id)?.done;
      const judge = finished.get(id);
      finished.delete(id);
      return judge;
    },
    cancel(id) {
      finished.delete(id);
      running.get(id)?.aborting.abort();
    },
    async stop() {
      const all = [...running.values()];
      for (const { aborting } of all) aborting.abort();
      await Promise.all(all.map(({ done }) => done));
    },
  };
}

interface Counting {
  readonly tenant: string;
  looked: number;
  readonly aborting: AbortController;
  done?: Promise<void>;
}
