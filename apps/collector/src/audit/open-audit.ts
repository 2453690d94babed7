import { createRecorder, loadAuditKeys, newestCheckpoint, type Recorder } from "@aside/audit";
import type { Database } from "@aside/postgres";
import type { WitnessLetter, WitnessReply } from "@aside/protocol";
import { codeOf } from "@aside/service";
import type { CollectorLog } from "../events.ts";
import type { CollectorMetrics } from "../metrics.ts";
import type { CollectorSettings } from "../settings.ts";
import { startChainer } from "./chainer.ts";
import { openCheckpointFolder } from "./checkpoint-folder.ts";
import { createLogGuard, type LogGuard } from "./log-guard.ts";
import type { TellWitness } from "./tell-witness.ts";

export interface Audit {
  readonly recorder: Recorder;
  readonly guard: LogGuard;
  /** Ends after a last checkpoint. */
  stop(): Promise<void>;
}

/** Retries in a row that a witness may miss in silence: the gateway starts after the collector, or anew. */
const PATIENCE = 3;

/**
 * Checks every log against what is kept of it elsewhere, then chains, signs and tells the witness, by the clock.
 *
 * @param options.retryMs how often an absent witness is told again; 10,000 when absent
 */
export async function openAudit(options: {
  database: Database;
  settings: Pick<CollectorSettings, "auditKeys" | "auditFolder" | "auditEntries" | "auditSeconds">;
  tell: TellWitness;
  now: () => number;
  log: CollectorLog;
  metrics: CollectorMetrics;
  retryMs?: number;
}): Promise<Audit> {
  const { database, settings, tell, now, log, metrics, retryMs = 10_000 } = options;
  const keys = await loadAuditKeys(settings.auditKeys);
  const folder = openCheckpointFolder(settings.auditFolder);
  const guard = createLogGuard({ database, publicKeys: keys.publicKeys, folder, log, metrics });
  const told = async (tenant: string) => {
    const size = await tellNewest(tenant, { database, tell, guard });
    if (size !== null) await noteWitnessed(database, tenant, size);
  };
  const absent = { rounds: 0, now: false };
  let stopping = false;
  const notTold = (error: unknown) => {
    absent.now = true;
    if (stopping || absent.rounds >= PATIENCE) log("witness not told", { error: codeOf(error) });
  };
  const tried = (tenant: string) => told(tenant).catch(notTold);

  /** Of a log what the witness holds. One that holds less than it did was put back: it is told anew. */
  const ask = async (tenant: string): Promise<WitnessReply["held"]> => {
    const before = await witnessedOf(database, tenant);
    const { held } = await tell(question(tenant));
    const size = held?.size ?? 0;
    if (size < before) {
      log("witness holds less", { tenant, count: before - size });
      await noteWitnessedAnew(database, tenant, { before, size });
    }
    return held;
  };
  /** Those that the witness was not there to be asked about. */
  const unasked = new Set<string>();
  for (const tenant of await knownLogs(database, await folder.tenants())) {
    const held = unasked.size === 0 ? await ask(tenant).catch(() => undefined) : undefined;
    if (held === undefined) unasked.add(tenant);
    await guard.check(tenant, held ? [held.note] : []);
  }
  const chainer = startChainer({
    database,
    keys,
    rule: { entries: settings.auditEntries, ms: settings.auditSeconds * 1_000 },
    now,
    log,
    metrics,
    async signed(tenant) {
      const letter = await newestCheckpoint(database, tenant, 0);
      if (letter !== null && !guard.isDoubted(tenant)) await folder.keep(tenant, letter.note);
      await tried(tenant);
    },
  });
  let retrying: Promise<void> | null = null;
  const retry = async () => {
    for (const tenant of unasked) {
      const held = await ask(tenant);
      await guard.check(tenant, held ? [held.note] : []);
      unasked.delete(tenant);
    }
    for (const tenant of await untoldLogs(database)) await tried(tenant);
  };
  const round = async () => {
    absent.now = false;
    await retry().catch(notTold);
    absent.rounds = absent.now ? absent.rounds + 1 : 0;
  };
  const timer = setInterval(() => {
    retrying ??= round().finally(() => (retrying = null));
  }, retryMs).unref();
  return {
    recorder: createRecorder(keys, guard.isDoubted),
    guard,
    async stop() {
      stopping = true;
      clearInterval(timer);
      await retrying;
      await chainer.stop();
    },
  };
}

/** Tells the newest checkpoint, proven from what the witness holds. @returns the size that it holds now; null where it took none */
async function tellNewest(
  tenant: string,
  using: { database: Database; tell: TellWitness; guard: LogGuard },
): Promise<number | null> {
  const { database, tell, guard } = using;
  let held = (await tell(question(tenant))).held;
  for (let attempt = 0; attempt < 3; attempt++) {
    const letter = await newestCheckpoint(database, tenant, 0);
    if (letter === null) return null;
    const after = Math.min(held?.size ?? 0, letter.size);
    const { note, proof } = (await newestCheckpoint(database, tenant, after)) ?? letter;
    const reply = await tell({ tenant, note, after, proof: [...proof] });
    if (reply.verdict === "held") return reply.held?.size ?? null;
    held = reply.held;
    if (reply.verdict !== "stale") break;
  }
  if (held !== null) await guard.check(tenant, [held.note]);
  return null;
}

function question(tenant: string): WitnessLetter {
  return { tenant, note: null, after: 0, proof: [] };
}

async function noteWitnessed(database: Database, tenant: string, size: number): Promise<void> {
  await database.withTenant(
    tenant,
    (sql) =>
      sql`update audit_head set witnessed_size = greatest(witnessed_size, ${size}) where tenant = ${tenant}`,
  );
}

async function witnessedOf(database: Database, tenant: string): Promise<number> {
  const [row] = await database.withTenant(
    tenant,
    (sql) =>
      sql<{ size: number }[]>`
        select witnessed_size as size from audit_head where tenant = ${tenant}`,
  );
  return row?.size ?? 0;
}

/** Unless it was told meanwhile. */
async function noteWitnessedAnew(
  database: Database,
  tenant: string,
  { before, size }: { before: number; size: number },
): Promise<void> {
  await database.withTenant(
    tenant,
    (sql) => sql`
      update audit_head set witnessed_size = ${size} where tenant = ${tenant} and witnessed_size = ${before}`,
  );
}

async function knownLogs(database: Database, kept: readonly string[]): Promise<Set<string>> {
  const rows = await database.acrossTenants(
    (sql) => sql<{ tenant: string }[]>`select tenant from audit_head`,
  );
  return new Set([...rows.map((row) => row.tenant), ...kept]);
}

async function untoldLogs(database: Database): Promise<string[]> {
  const rows = await database.acrossTenants(
    (sql) => sql<{ tenant: string }[]>`
      select tenant from audit_head where witnessed_size < checkpoint_size`,
  );
  return rows.map((row) => row.tenant);
}
