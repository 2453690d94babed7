import { createHash, timingSafeEqual } from "node:crypto";
import type { Database, Sql } from "@aside/postgres";
import { VaultError } from "../errors.ts";
import { randomBytes } from "../random.ts";
import type { Root, WrapContext } from "./root.ts";

/** The roots at hand, by the ids under which wrapped keys name them. */
export interface RootRing {
  /** The one that wraps new keys, as of the last {@link RootRing.refresh}. */
  current(): Root;
  /** @throws VaultError `wrong_root` */
  of(id: string): Root;
  /** The root that {@link RootRing.current} is to be replaced by, where one is at hand. */
  next(): Root | null;
  /** Takes up what another process made current. */
  refresh(): Promise<void>;
  close(): void;
}

interface Row {
  id: string;
  probe: Uint8Array;
  digest: Uint8Array;
  current: boolean;
  /** It was current once, or is. */
  used: boolean;
}

export const PROBE: WrapContext = { tenant: "-", class: "-", epoch: "-", purpose: "check" };

/**
 * Proves each root before anything is written: what was wrapped by it the first time must unwrap now. A database's first root
 * becomes its current one; `next` is taken up, and made current by a rotation only.
 *
 * @throws VaultError `wrong_root` where the current root, or one that still wraps keys, is not at hand or is another key
 */
export async function openRootRing(options: {
  database: Database;
  root: Root;
  next: Root | null;
  now: () => number;
}): Promise<RootRing> {
  const { database, root, next, now } = options;
  const roots = new Map([root, ...(next ? [next] : [])].map((each) => [each.id, each]));
  const of = (id: string) => {
    const found = roots.get(id);
    if (found === undefined) throw new VaultError("wrong_root");
    return found;
  };
  let rows = await known(database);
  if (rows.length === 0) await takeUp(database, root, { first: true, now: now() });
  if (next && !rows.some((row) => row.id === next.id)) {
    if (rows.length > 0 && !roots.has(rows.find((row) => row.current)?.id ?? "")) {
      throw new VaultError("wrong_root");
    }
    await takeUp(database, next, { first: false, now: now() });
  }
  rows = await known(database);
  for (const row of rows) if (row.used || roots.has(row.id)) await prove(of(row.id), row);
  let current = currentOf(rows, of);
  return {
    current: () => current,
    of,
    next: () => (next && next.id !== current.id ? next : null),
    async refresh() {
      current = currentOf(await known(database), of);
    },
    close: () => roots.forEach((each) => each.close()),
  };
}

function known(database: Database): Promise<Row[]> {
  return database.withoutTenant(
    (sql) => sql<Row[]>`select id, probe, digest, current, rotated_at is not null as used
      from vault_keys.root order by id`,
  );
}

function currentOf(rows: readonly Row[], of: (id: string) => Root): Root {
  const row = rows.find((each) => each.current);
  if (row === undefined) throw new VaultError("wrong_root");
  return of(row.id);
}

async function prove(root: Root, row: Row): Promise<void> {
  const bytes = await root.unwrap(row.probe, PROBE);
  const same = timingSafeEqual(digest(bytes), row.digest);
  bytes.fill(0);
  if (!same) throw new VaultError("wrong_root");
}

async function takeUp(database: Database, root: Root, how: { first: boolean; now: number }) {
  const bytes = randomBytes(32);
  const probe = await root.wrap(bytes, PROBE);
  await database.withoutTenant(async (sql) => {
    if (how.first && (await hasKeys(sql))) throw new VaultError("wrong_root");
    await sql`insert into vault_keys.root (id, kind, probe, digest, current, rotated_at)
      values (${root.id}, ${root.kind}, ${probe}, ${digest(bytes)}, ${how.first},
        ${how.first ? how.now : null}) on conflict do nothing`;
  });
  bytes.fill(0);
}

/** Keys without a root: the table of roots was lost, or the database was tampered with. */
async function hasKeys(sql: Sql): Promise<boolean> {
  const [row] = await sql`select 1 from vault_keys.capture_key limit 1`;
  return row !== undefined;
}

function digest(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}
