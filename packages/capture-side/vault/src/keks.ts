import type { Database } from "@aside/postgres";
import { KEY_BYTES } from "./aead.ts";
import { VaultError } from "./errors.ts";
import { randomBytes } from "./random.ts";
import type { Root } from "./root.ts";

/** Which key of a tenant. */
export interface KekName {
  tenant: string;
  keyClass: string;
  epoch: string;
}

/** The keys that wrap records' keys: one a tenant, class and month, wrapped by the root at rest, unwrapped in memory. */
export interface Keks {
  /** The key for writing; made where it is missing. Use it before the next `await`: it may be wiped after. */
  forWriting(name: KekName): Promise<Uint8Array>;
  /** @throws VaultError `record_broken` where there is none */
  forReading(name: KekName): Promise<Uint8Array>;
  wipe(): void;
}

/** @param options.limit how many keys are held in memory; 2,000 when absent */
export function createKeks(options: { database: Database; root: Root; limit?: number }): Keks {
  const { database, root, limit = 2_000 } = options;
  const held = new Map<string, Uint8Array>();

  const hold = (name: KekName, key: Uint8Array) => {
    held.set(nameOf(name), key);
    for (const [oldest, old] of held) {
      if (held.size <= limit) break;
      held.delete(oldest);
      old.fill(0);
    }
    return key;
  };
  const load = async (name: KekName, made: Uint8Array | null) => {
    const { tenant, keyClass, epoch } = name;
    const wrapped = await database.withTenant(tenant, async (sql) => {
      if (made) {
        await sql`insert into vault_keys.kek (tenant, class, epoch, wrapped)
          values (${tenant}, ${keyClass}, ${epoch}, ${made}) on conflict do nothing`;
      }
      const [row] = await sql<{ wrapped: Uint8Array }[]>`select wrapped from vault_keys.kek
        where tenant = ${tenant} and class = ${keyClass} and epoch = ${epoch}`;
      return row?.wrapped;
    });
    return wrapped && hold(name, await root.unwrap(wrapped, contextOf(name)));
  };
  return {
    async forWriting(name) {
      const key = held.get(nameOf(name)) ?? (await load(name, null));
      if (key) return key;
      const fresh = randomBytes(KEY_BYTES);
      const made = await root.wrap(fresh, contextOf(name));
      fresh.fill(0);
      return (await load(name, made)) ?? broken();
    },
    async forReading(name) {
      return held.get(nameOf(name)) ?? (await load(name, null)) ?? broken();
    },
    wipe() {
      for (const key of held.values()) key.fill(0);
      held.clear();
    },
  };
}

function nameOf({ tenant, keyClass, epoch }: KekName): string {
  return `${tenant} ${keyClass} ${epoch}`;
}

function contextOf({ tenant, keyClass, epoch }: KekName): string[] {
  return ["kek", tenant, keyClass, epoch];
}

function broken(): never {
  throw new VaultError("record_broken");
}
