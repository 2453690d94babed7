import { randomBytes } from "node:crypto";
import {
  type Act,
  chainHash,
  concat,
  createTreeBuilder,
  type Entry,
  formatCheckpoint,
  type TreeBuilder,
} from "@aside/audit-log";
import type { Database, Sql } from "@aside/postgres";
import { codeOf, sha256 } from "@aside/service";
import { createId } from "@aside/protocol";
import type { AuditKeys } from "./audit-keys.ts";
import { actOf, type PendingRow } from "./rows.ts";
import { splitHashes } from "./split-hashes.ts";
import { STORED_LEAVES } from "./tree-store.ts";

/** When a checkpoint is due. */
export interface CheckpointRule {
  /** After this many entries, */
  readonly entries: number;
  /** or this many milliseconds after the last, where there are new ones. */
  readonly ms: number;
}

export interface Chained {
  readonly entries: number;
  /** Rows that nobody had recorded, or that were changed since. */
  readonly forged: number;
  /** The size of the checkpoint that was made, or null. */
  readonly checkpoint: number | null;
}

interface Head {
  number: number;
  hash: Uint8Array;
  peaks: Uint8Array;
  checkpointSize: number;
  checkpointAt: number;
}

const NOTHING: Chained = { entries: 0, forged: 0, checkpoint: null };
const BATCH = 1_000;

/**
 * Numbers and chains what a tenant's transactions have recorded, and signs a checkpoint where one is due. Nothing where another process
 * is at it. What is lost of this in a crash is done again from the same rows: only a checkpoint waits for the disk.
 *
 * @param using.rule null: a checkpoint now, whatever was chained since the last
 */
export async function chainPending(
  tenant: string,
  using: { database: Database; keys: AuditKeys; now: number; rule: CheckpointRule | null },
): Promise<Chained> {
  try {
    return await chainBatch(tenant, using, false);
  } catch (error) {
    if (codeOf(error) !== UNIQUE_VIOLATION) throw error;
    return await chainBatch(tenant, using, true);
  }
}

const UNIQUE_VIOLATION = "23505";

/** @param copied whether some of it is in the log already: else the log, which refuses to have an act twice, is not asked */
async function chainBatch(
  tenant: string,
  using: { database: Database; keys: AuditKeys; now: number; rule: CheckpointRule | null },
  copied: boolean,
): Promise<Chained> {
  const { database, keys, now, rule } = using;
  return await database.withTenant(tenant, async (sql) => {
    // Sent at once; each sees what those before it did.
    const [, [head], pending] = await Promise.all([
      sql`insert into audit_head (tenant) values (${tenant}) on conflict do nothing`,
      sql<Head[]>`
        select number, hash, peaks, checkpoint_size as "checkpointSize", checkpoint_at as "checkpointAt"
        from audit_head where tenant = ${tenant} for update skip locked`,
      sql<PendingRow[]>`
        select place, tenant, id, at, actor, action, subject, field, purpose, reference, result, mac
        from audit_pending where tenant = ${tenant} order by place limit ${BATCH}`,
    ]);
    if (head === undefined) return NOTHING;
    const seen = copied ? await chainedIds(sql, tenant, pending) : new Set<string>();
    const acts = pending.map((row) => {
      const act = actOf(row);
      const good = keys.isCovered(act, row.mac) && !seen.has(act.id);
      seen.add(act.id);
      return good ? act : forgedAct(tenant, row.place, now);
    });
    const forged = acts.filter((act) => act.action === FORGED).length;
    const { tree, hash, entries, nodes } = chain(head, acts);
    const checkpoint = isDue(head, tree.size, now, rule) ? tree.size : null;
    const places = pending.map((row) => row.place);
    await Promise.all([
      ...(checkpoint === null
        ? [sql`set local synchronous_commit to off`]
        : sign(sql, tenant, tree, { keys, now })),
      ...(entries.length === 0
        ? []
        : [
            putEntries(sql, entries),
            sql`delete from audit_pending where tenant = ${tenant} and place = any(${places})`,
            sql`update audit_head set number = ${tree.size}, hash = ${hash}, peaks = ${concat(...tree.peaks)}
              where tenant = ${tenant}`,
          ]),
      ...(nodes.length === 0 ? [] : [putNodes(sql, tenant, nodes)]),
    ]);
    return { entries: acts.length, forged, checkpoint };
  });
}

/** Acts that are in the log already: a copy of one has its cover and is a forgery all the same. */
async function chainedIds(
  sql: Sql,
  tenant: string,
  pending: readonly PendingRow[],
): Promise<Set<string>> {
  const ids = pending.map((row) => row.id);
  const rows = await sql<{ id: string }[]>`
    select id from audit_entry where tenant = ${tenant} and id = any(${ids})`;
  return new Set(rows.map((row) => row.id));
}

type ChainedEntry = Entry & { hash: string };
type TreeNode = { leaves: number; index: number; hash: string };

/** Numbers acts, and hashes each with the one before it. */
function chain(head: Head, acts: readonly Act[]) {
  const nodes: TreeNode[] = [];
  const tree = createTreeBuilder(
    sha256,
    { size: head.number, peaks: splitHashes(head.peaks) },
    (...whole) => {
      const [leaves, index, hash] = whole;
      if (STORED_LEAVES.includes(leaves)) nodes.push({ leaves, index, hash: toHex(hash) });
    },
  );
  let { hash } = head;
  const entries: ChainedEntry[] = [];
  for (const act of acts) {
    const entry = { ...act, number: tree.size + 1 };
    hash = chainHash(hash, entry, sha256);
    tree.add(hash);
    entries.push({ ...entry, hash: toHex(hash) });
  }
  return { tree, hash, entries, nodes };
}

function putEntries(sql: Sql, entries: readonly ChainedEntry[]) {
  return sql`
    insert into audit_entry (tenant, number, id, at, actor, action, subject, field, purpose, reference, result, hash)
    select tenant, number, id, at, actor, action, subject, field, purpose, reference, result, decode(hash, 'hex')
    from jsonb_to_recordset(${sql.json(entries)}) as row (tenant text, number bigint, id text, at bigint, actor text,
      action text, subject text, field text, purpose text, reference text, result text, hash text)`;
}

function putNodes(sql: Sql, tenant: string, nodes: readonly TreeNode[]) {
  return sql`
    insert into audit_node (tenant, leaves, index, hash)
    select ${tenant}, leaves, index, decode(hash, 'hex')
    from jsonb_to_recordset(${sql.json(nodes)}) as row (leaves bigint, index bigint, hash text)`;
}

function isDue(head: Head, size: number, now: number, rule: CheckpointRule | null): boolean {
  if (size === head.checkpointSize) return false;
  if (rule === null) return true;
  // The last one may be of a clock that has been put back since.
  return size - head.checkpointSize >= rule.entries || Math.abs(now - head.checkpointAt) >= rule.ms;
}

function sign(
  sql: Sql,
  tenant: string,
  tree: TreeBuilder,
  { keys, now }: { keys: AuditKeys; now: number },
) {
  const { size } = tree;
  const note = keys.sign(formatCheckpoint({ tenant, size, root: tree.root(), at: now }));
  return [
    sql`insert into audit_checkpoint (tenant, size, at, note) values (${tenant}, ${size}, ${now}, ${note})`,
    sql`update audit_head set checkpoint_size = ${size}, checkpoint_at = ${now} where tenant = ${tenant}`,
  ];
}

const FORGED = "audit.forged";

function forgedAct(tenant: string, place: number, at: number): Act {
  return {
    tenant,
    id: createId("act", randomBytes(16)),
    at,
    actor: "collector",
    action: FORGED,
    subject: `place-${place}`,
    field: null,
    purpose: "chaining",
    reference: "mac",
    result: "refused",
  };
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
