import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import {
  type AuditKeys,
  chainPending,
  exportLog,
  newestCheckpoint,
  noteTools,
  proveEntries,
  type Recorder,
} from "@aside/audit";
import {
  COLLECTOR_LOG,
  openCheckpoint,
  PROOF_FORMAT,
  type ProofBody,
  proofStatement,
} from "@aside/audit-log";
import type { Database } from "@aside/postgres";
import { ServiceError, sha256, writeAtomically } from "@aside/service";
import { openCheckpointFolder } from "../audit/checkpoint-folder.ts";
import { digestOfForm } from "../form/digest-of-form.ts";
import { isTenant } from "../tenants.ts";

export interface AuditDesk {
  readonly database: Database;
  readonly audit: Recorder;
  readonly keys: AuditKeys;
  readonly auditFolder: string;
  /** Where the built form lies, or null. */
  readonly formFolder: string | null;
  readonly now: () => number;
}

const USAGE =
  "audit export LOG FILE, audit prove LOG FILE [--about ID]... [--since DATE] [--until DATE], or audit accept LOG";

/**
 * `audit export LOG FILE`: the whole log. `audit prove LOG FILE`: some entries, each with its proof. `audit accept LOG`: the log as it
 * is now is the one to go on with, after a backup was restored.
 *
 * @throws {ServiceError} `wrong_settings` with what is wrong
 */
export async function auditCommand(desk: AuditDesk, words: readonly string[]): Promise<string> {
  const { positionals, values } = wordsOf(words);
  const [verb, log, file] = positionals;
  if (log === undefined || !/^[a-z_][a-z0-9_-]{1,63}$/.test(log)) return wrong(USAGE);
  if (!(await isLog(log, desk)))
    return wrong("there is no log of that name: it is a tenant's, or _collector");
  if (verb === "accept" && file === undefined) return await accept(log, desk);
  if (file === undefined || (verb !== "export" && verb !== "prove")) return wrong(USAGE);
  await recordAct(log, verb === "export" ? "audit.exported" : "audit.proven", desk);
  const size = await settle(log, desk);
  if (verb === "export") {
    const lines = Readable.from(exportLog(desk.database, log));
    await pipeline(lines, createWriteStream(file, { mode: 0o600 }));
    return `${size} entries of ${log} are in ${file}`;
  }
  const filter = {
    ...(values.about && { about: values.about }),
    ...(values.since && { from: instant(values.since) }),
    ...(values.until && { to: instant(values.until) }),
  };
  const body = await prove(log, filter, desk);
  const statement = desk.keys.sign(proofStatement(body, sha256));
  await writeAtomically(file, `${JSON.stringify({ body, statement }, null, 2)}\n`);
  return `entries of ${log} proven in ${file}: ${body.entries.length}`;
}

/** Chains what was recorded and signs for all of it. Another process may be at it: then again. */
async function settle(log: string, { database, keys, now }: AuditDesk): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    await chainPending(log, { database, keys, now: now(), rule: null });
    const [left] = await database.withTenant(
      log,
      (sql) => sql<{ size: number; open: number }[]>`
        select h.checkpoint_size as size, h.number - h.checkpoint_size
          + (select count(*) from audit_pending p where p.tenant = h.tenant) as open
        from audit_head h where h.tenant = ${log}`,
    );
    if (left?.open === 0) return left.size;
  }
  return wrong("the log grows faster than it can be signed for: try again");
}

async function prove(
  tenant: string,
  filter: Parameters<typeof proveEntries>[3],
  { database, keys, formFolder, now }: AuditDesk,
): Promise<ProofBody> {
  const letter = await newestCheckpoint(database, tenant, 0);
  const checkpoint = letter && openCheckpoint(letter.note, noteTools(keys.publicKeys));
  if (letter === null || checkpoint === null) return wrong("nothing is in that log");
  const entries = await database.withTenant(tenant, (sql) =>
    proveEntries(sql, tenant, checkpoint.size, filter),
  );
  return {
    format: PROOF_FORMAT,
    tenant,
    madeAt: now(),
    checkpoint: letter.note,
    entries,
    form: formFolder === null ? null : await digestOfForm(formFolder),
  };
}

/** Also one that only its checkpoint is left of, in a database that was put back to before there was its tenant. */
async function isLog(log: string, { database, auditFolder }: AuditDesk): Promise<boolean> {
  if (log === COLLECTOR_LOG) return true;
  const heads = await database.withTenant(
    log,
    (sql) => sql`select 1 from audit_head where tenant = ${log}`,
  );
  if (heads.length > 0) return true;
  if ((await openCheckpointFolder(auditFolder).read(log)) !== null) return true;
  return await isTenant(database, log);
}

async function accept(log: string, desk: AuditDesk): Promise<string> {
  await recordAct(log, "audit.accepted", desk);
  await settle(log, desk);
  const letter = await newestCheckpoint(desk.database, log, 0);
  if (letter === null) return wrong("nothing is in that log");
  await openCheckpointFolder(desk.auditFolder).keep(log, letter.note);
  return `${log} goes on from here. Let the gateway accept it too (gateway audit accept ${log}), then start the collector again`;
}

async function recordAct(log: string, action: string, desk: AuditDesk): Promise<void> {
  await desk.database.withTenant(log, (sql) =>
    desk.audit.record(sql, {
      tenant: log,
      at: desk.now(),
      actor: "operator",
      action,
      subject: log,
      field: null,
      purpose: "administration",
      reference: "command",
      result: "done",
    }),
  );
}

function wordsOf(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        about: { type: "string", multiple: true },
        since: { type: "string" },
        until: { type: "string" },
      },
    });
  } catch {
    return wrong(USAGE);
  }
}

function instant(text: string): number {
  const at = Date.parse(text);
  return Number.isNaN(at) ? wrong("a date such as 2026-11-22 or 2026-11-22T08:00:00Z") : at;
}

function wrong(message: string): never {
  throw new ServiceError("wrong_settings", message);
}
