import type { ActRequest, Recorder } from "@aside/audit";
import type { Database, Sql } from "@aside/postgres";
import type { Suite } from "@aside/seal";
import { KEY_BYTES } from "./aead.ts";
import { createEpoch, monthOf } from "./key-class.ts";
import { randomBytes } from "./random.ts";
import type { WrapContext } from "./root/root.ts";
import type { RootRing } from "./root/root-ring.ts";

/** Which key of a tenant. A name is never used for another key. */
export interface KekName {
  tenant: string;
  keyClass: string;
  /** `2026-11-` and eight letters. */
  epoch: string;
}

/** A key's name, and how it lies in the database. */
export interface WrappedKek extends KekName {
  root: string;
  wrapped: Uint8Array;
}

/** Whose key, for records of which class, under which suite. */
export interface KekLine {
  tenant: string;
  keyClass: string;
  suite: Suite;
}

/** The keys that wrap records' keys: one a tenant, class, suite and month, wrapped by the root at rest, unwrapped in memory. */
export interface Keks {
  /** The newest key of this month, made where there is none. Use it before the next `await`: it may be wiped after. */
  forWriting(line: KekLine): Promise<{ epoch: string; key: Uint8Array }>;
  /** Use it before the next `await`. */
  unwrap(kek: WrappedKek): Promise<Uint8Array>;
  /** Begins a new key for writing, whatever the month. */
  renew(line: KekLine): Promise<void>;
  /** Looks again which keys are the newest: at the next write, or for good where a minute has passed. */
  forget(): void;
  wipe(): void;
}

/** How long a key is written under without asking whether there is a newer one. */
export const WRITE_KEY_CHECK_MS = 60_000;
/** How long a key stays in memory, also where nobody says that it was destroyed. */
const HELD_MS = 60 * 60_000;

/** @param options.limit how many keys are held in memory; 2,000 when absent */
export function createKeks(options: {
  database: Database;
  audit: Recorder;
  roots: RootRing;
  now: () => number;
  limit?: number;
}): Keks {
  const { database, audit, roots, now, limit = 2_000 } = options;
  const held = new Map<string, { key: Uint8Array; until: number }>();
  const newest = new Map<string, { name: KekName; until: number }>();
  /** How often all were wiped. */
  let wiped = 0;

  const inMemory = (name: KekName) => {
    const found = held.get(nameOf(name));
    return found !== undefined && found.until > now() ? found.key : undefined;
  };
  const hold = (name: KekName, key: Uint8Array) => {
    const known = inMemory(name);
    if (known !== undefined) {
      // Of two that unwrapped it at once.
      key.fill(0);
      return known;
    }
    held.set(nameOf(name), { key, until: now() + HELD_MS });
    for (const [oldest, old] of held) {
      if (held.size <= limit && old.until > now()) break;
      held.delete(oldest);
      retire(old.key);
    }
    return key;
  };
  const unwrap = async (kek: WrappedKek) => {
    const known = inMemory(kek);
    if (known !== undefined) return known;
    const before = wiped;
    const key = await roots.of(kek.root).unwrap(kek.wrapped, contextOf(kek));
    if (wiped === before) return hold(kek, key);
    // It may be the one that was destroyed meanwhile.
    retire(key);
    return key;
  };
  const make = async (line: KekLine, unlessThereIs: string | null) => {
    const { tenant, keyClass, suite } = line;
    const name = { tenant, keyClass, epoch: createEpoch(now()) };
    const root = roots.current();
    const key = randomBytes(KEY_BYTES);
    const wrapped = await root.wrap(key, contextOf(name));
    key.fill(0);
    return await database.withTenant(tenant, async (sql) => {
      // Of two processes that need a key at once, the second takes the first's.
      await sql`select pg_advisory_xact_lock(hashtextextended(${`aside kek ${tenant} ${keyClass}`}, 0))`;
      const found = unlessThereIs && (await findNewest(sql, line, unlessThereIs));
      if (found) return found;
      await sql`insert into vault_keys.kek (tenant, class, epoch, suite, root, wrapped, wrapped_at, made_at)
        values (${tenant}, ${keyClass}, ${name.epoch}, ${suite}, ${root.id}, ${wrapped}, ${now()}, ${now()})`;
      await audit.record(sql, actOnKek(name, "key.made", now()));
      return { ...name, root: root.id, wrapped };
    });
  };
  const write = async (line: KekLine, kek: WrappedKek) => {
    const { tenant, keyClass, epoch } = kek;
    const until = now() + WRITE_KEY_CHECK_MS;
    newest.set(lineOf(line), { name: { tenant, keyClass, epoch }, until });
    return { epoch, key: await unwrap(kek) };
  };
  return {
    async forWriting(line) {
      const month = monthOf(now());
      const known = newest.get(lineOf(line));
      const key = known && inMemory(known.name);
      if (key && known.until > now() && known.name.epoch.startsWith(month)) {
        return { epoch: known.name.epoch, key };
      }
      const found = await database.withTenant(line.tenant, (sql) => findNewest(sql, line, month));
      return await write(line, found ?? (await make(line, month)));
    },
    unwrap,
    async renew(line) {
      await write(line, await make(line, null));
    },
    forget: () => newest.clear(),
    wipe() {
      wiped += 1;
      for (const { key } of held.values()) retire(key);
      held.clear();
      newest.clear();
    },
  };
}

/** Zeroes a key that is given out no more, once who was just given it has used it: before their next `await`. */
function retire(key: Uint8Array): void {
  setImmediate(() => key.fill(0));
}

/** The newest key of a line; of one month where a month is given. */
export async function findNewest(
  sql: Sql,
  { tenant, keyClass, suite }: KekLine,
  month = "",
): Promise<WrappedKek | undefined> {
  const [row] = await sql<WrappedKek[]>`
    select tenant, class as "keyClass", epoch, root, wrapped from vault_keys.kek
    where tenant = ${tenant} and class = ${keyClass} and suite = ${suite} and starts_with(epoch, ${month})
    order by number desc limit 1`;
  return row;
}

function lineOf({ tenant, keyClass, suite }: KekLine): string {
  return `${tenant} ${keyClass} ${suite}`;
}

function nameOf({ tenant, keyClass, epoch }: KekName): string {
  return `${tenant} ${keyClass} ${epoch}`;
}

/** That a tenant's key began or ended to be, for the log. */
export function actOnKek(
  { tenant, keyClass, epoch }: KekName,
  action: "key.made" | "key.destroyed",
  at: number,
) {
  return {
    tenant,
    at,
    actor: "collector",
    action,
    subject: `key:${keyClass}/${epoch}`,
    field: null,
    purpose: "rotation",
    reference: "schedule",
    result: "done",
  } as const satisfies ActRequest;
}

/** What a key is bound to at the root. */
export function contextOf({ tenant, keyClass, epoch }: KekName): WrapContext {
  return { tenant, class: keyClass, epoch, purpose: "kek" };
}
