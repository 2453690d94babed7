import type { Database } from "@aside/postgres";
import { createEphemeral } from "@aside/seal";
import { createId } from "@aside/protocol";
import type { CaptureKey } from "./open-submission.ts";
import { randomBytes } from "./random.ts";
import type { Root } from "./root.ts";

const DAY = 24 * 3_600_000;
/** How long one key is given out. */
export const CAPTURE_KEY_LIFE = 30 * DAY;
/** How long a key that is not given out any more still opens what was sealed to it. */
export const CAPTURE_KEY_OVERLAP = 2 * 3_600_000;

/** The keys that forms seal to: a new one every month, the old one gone two hours later, private halves wrapped at rest. */
export interface CaptureKeys {
  current(): CaptureKey;
  /** The key that something was sealed to, or null where it is unknown or gone. */
  find(kid: string): Promise<CaptureKey | null>;
  /** Makes a new key now; the present ones are retired. */
  rotate(): Promise<void>;
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
  public_key: Uint8Array;
  wrapped: Uint8Array;
  made_at: number;
  retired_at: number | null;
}

export async function openCaptureKeys(options: {
  database: Database;
  root: Root;
  now: () => number;
}): Promise<CaptureKeys> {
  const { database, root, now } = options;
  const held = new Map<string, Held>();
  let newest: Held | null = null;

  const load = async () => {
    const rows = await database.withoutTenant(
      (sql) => sql<
        Row[]
      >`select kid, public_key, wrapped, made_at, retired_at from vault_keys.capture_key
        order by made_at, kid`,
    );
    for (const row of rows) {
      const known = held.get(row.kid);
      held.set(
        row.kid,
        known ? { ...known, retiredAt: row.retired_at } : await unwrapped(root, row),
      );
    }
    for (const [kid, key] of held) {
      if (rows.some((row) => row.kid === kid)) continue;
      key.secretKey.fill(0);
      held.delete(kid);
    }
    newest =
      rows.map((row) => held.get(row.kid)).findLast((key) => key?.retiredAt === null) ?? null;
  };
  const rotate = async () => {
    const pair = createEphemeral();
    const kid = createId("ck", randomBytes(16));
    const wrapped = await root.wrap(pair.secretKey, ["capture", kid]);
    pair.secretKey.fill(0);
    await database.withoutTenant(async (sql) => {
      await sql`update vault_keys.capture_key set retired_at = ${now()} where retired_at is null`;
      await sql`insert into vault_keys.capture_key (kid, public_key, wrapped, made_at)
        values (${kid}, ${pair.publicKey}, ${wrapped}, ${now()})`;
    });
    await load();
  };
  const maintain = async () => {
    await database.withoutTenant(
      (sql) =>
        sql`delete from vault_keys.capture_key where retired_at < ${now() - CAPTURE_KEY_OVERLAP}`,
    );
    await load();
    if (newest === null || newest.madeAt < now() - CAPTURE_KEY_LIFE) await rotate();
  };
  const usable = (kid: string) => {
    const key = held.get(kid);
    const over = key?.retiredAt !== null && (key?.retiredAt ?? 0) < now() - CAPTURE_KEY_OVERLAP;
    return key === undefined || over ? null : key;
  };
  await maintain();
  return {
    current() {
      if (newest === null) throw new Error("maintain makes a key where there is none");
      return newest;
    },
    async find(kid) {
      if (!held.has(kid)) await load();
      return usable(kid);
    },
    rotate,
    maintain,
    wipe() {
      for (const key of held.values()) key.secretKey.fill(0);
      held.clear();
    },
  };
}

async function unwrapped(root: Root, row: Row): Promise<Held> {
  return {
    kid: row.kid,
    publicKey: new Uint8Array(row.public_key),
    secretKey: await root.unwrap(row.wrapped, ["capture", row.kid]),
    madeAt: row.made_at,
    retiredAt: row.retired_at,
  };
}
