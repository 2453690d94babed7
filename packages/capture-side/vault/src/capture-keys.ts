import { COLLECTOR_LOG } from "@aside/audit-log";
import type { Recorder } from "@aside/audit";
import type { Database } from "@aside/postgres";
import { createId } from "@aside/protocol";
import type { Suite } from "@aside/seal";
import { faultPoint } from "@aside/service";
import type { By } from "./access.ts";
import { createCaptureKeyPair } from "./capture-key-pair.ts";
import type { CaptureKey } from "./open-submission.ts";
import { randomBytes } from "./random.ts";
import type { WrapContext } from "./root/root.ts";
import type { RootRing } from "./root/root-ring.ts";

const DAY = 24 * 3_600_000;
/** How long one key is given out. */
export const CAPTURE_KEY_LIFE = 30 * DAY;
/** How long a key that is not given out any more still opens what was sealed to it. */
export const CAPTURE_KEY_OVERLAP = 2 * 3_600_000;

/** The keys that forms seal to, of each suite: a new one every month, the old one gone two hours later, private halves wrapped at rest. */
export interface CaptureKeys {
  /** Null where the suite is not offered. */
  current(suite: Suite): CaptureKey | null;
  /** The key that something was sealed to, or null where it is unknown or gone. */
  find(kid: string): Promise<CaptureKey | null>;
  /** Makes new keys now; the present ones are retired. */
  rotate(by: By): Promise<void>;
  /** Rotates where it is time, forgets what is past its overlap, takes up what other processes made. Run it every minute. */
  maintain(): Promise<void>;
  wipe(): void;
}

interface Held extends CaptureKey {
  madeAt: number;
  retiredAt: number | null;
}

interface Row {
  kid: string;
  suite: Suite;
  root: string;
  public_key: Uint8Array;
  wrapped: Uint8Array;
  made_at: number;
  retired_at: number | null;
}

export async function openCaptureKeys(options: {
  database: Database;
  audit: Recorder;
  roots: RootRing;
  suites: readonly Suite[];
  now: () => number;
}): Promise<CaptureKeys> {
  const { database, audit, roots, suites, now } = options;
  const held = new Map<string, Held>();
  const newest = new Map<Suite, Held>();

  const load = async () => {
    const rows = await database.withoutTenant(
      (sql) => sql<
        Row[]
      >`select kid, suite, public_key, root, wrapped, made_at, retired_at from vault_keys.capture_key
        order by made_at, kid`,
    );
    for (const row of rows) {
      const known = held.get(row.kid);
      held.set(
        row.kid,
        known ? { ...known, retiredAt: row.retired_at } : await unwrapped(roots, row),
      );
    }
    for (const [kid, key] of held) {
      if (rows.some((row) => row.kid === kid)) continue;
      key.secretKey.fill(0);
      held.delete(kid);
    }
    newest.clear();
    for (const { kid } of rows) {
      const key = held.get(kid);
      if (key?.retiredAt === null) newest.set(key.suite, key);
    }
  };
  const renew = async (suite: Suite, by: By) => {
    const root = roots.current();
    const pair = createCaptureKeyPair(suite);
    const kid = createId("ck", randomBytes(16));
    const wrapped = await root.wrap(pair.secretKey, captureContext(kid));
    pair.secretKey.fill(0);
    await database.withTenant(COLLECTOR_LOG, async (sql) => {
      await sql`update vault_keys.capture_key set retired_at = ${now()}
        where retired_at is null and suite = ${suite}`;
      await sql`insert into vault_keys.capture_key
          (kid, suite, public_key, root, wrapped, wrapped_at, made_at)
        values (${kid}, ${suite}, ${pair.publicKey}, ${root.id}, ${wrapped}, ${now()}, ${now()})`;
      await audit.record(sql, actOnKey(kid, "key.made", by, now()));
    });
    faultPoint("rotate capture keys: one made");
    await load();
  };
  const maintain = async () => {
    await database.withTenant(COLLECTOR_LOG, async (sql) => {
      const gone = await sql<{ kid: string }[]>`
        delete from vault_keys.capture_key where retired_at < ${now() - CAPTURE_KEY_OVERLAP} returning kid`;
      const acts = gone.map(({ kid }) => actOnKey(kid, "key.destroyed", BY_CLOCK, now()));
      await audit.record(sql, ...acts);
    });
    await load();
    for (const suite of suites) {
      const key = newest.get(suite);
      if (key === undefined || key.madeAt < now() - CAPTURE_KEY_LIFE) await renew(suite, BY_CLOCK);
    }
  };
  const usable = (kid: string) => {
    const key = held.get(kid);
    const over = key?.retiredAt !== null && (key?.retiredAt ?? 0) < now() - CAPTURE_KEY_OVERLAP;
    return key === undefined || over ? null : key;
  };
  await maintain();
  return {
    current: (suite) => (suites.includes(suite) ? (newest.get(suite) ?? null) : null),
    async find(kid) {
      if (!held.has(kid)) await load();
      return usable(kid);
    },
    async rotate(by) {
      for (const suite of suites) await renew(suite, by);
    },
    maintain,
    wipe() {
      for (const key of held.values()) key.secretKey.fill(0);
      held.clear();
    },
  };
}

const BY_CLOCK: By = { actor: "collector", reference: "schedule" };

function actOnKey(kid: string, action: "key.made" | "key.destroyed", by: By, at: number) {
  return {
    tenant: COLLECTOR_LOG,
    at,
    ...by,
    action,
    subject: kid,
    field: null,
    purpose: "rotation",
    result: "done",
  } as const;
}

/** What a capture key is bound to at the root. */
export function captureContext(kid: string): WrapContext {
  return { tenant: "-", class: "capture", epoch: kid, purpose: "capture" };
}

async function unwrapped(roots: RootRing, row: Row): Promise<Held> {
  return {
    kid: row.kid,
    suite: row.suite,
    publicKey: new Uint8Array(row.public_key),
    secretKey: await roots.of(row.root).unwrap(row.wrapped, captureContext(row.kid)),
    madeAt: row.made_at,
    retiredAt: row.retired_at,
  };
}
