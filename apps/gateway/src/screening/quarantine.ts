import type { Key } from "@aside/journal";
import type { Database } from "@aside/postgres";
import { sealedStray, type SealedStray } from "@aside/protocol";

/** Where what was cut out waits for its customer's word: sealed to the collector, which alone can open it. */
export interface Quarantine {
  /** Before the journal has the message; again with the same is harmless. */
  put(key: Key, stray: SealedStray): Promise<void>;
  find(key: Key, message: string): Promise<SealedStray | null>;
  drop(key: Key, message: string): Promise<void>;
  /** Drops what is over its time, of all tenants. */
  sweep(now: number): Promise<void>;
}

export function createQuarantine(database: Database): Quarantine {
  return {
    async put({ tenant, conversation }, { message, until, bound, sealed }) {
      await database.withTenant(
        tenant,
        (sql) => sql`
          insert into stray (tenant, conversation, message, until, bound, sealed)
          values (${tenant}, ${conversation}, ${message}, ${until}, ${bound}, ${sealed})
          on conflict (tenant, conversation, message) do update
            set until = excluded.until, bound = excluded.bound, sealed = excluded.sealed`,
      );
    },
    async find({ tenant, conversation }, message) {
      const [row] = await database.withTenant(
        tenant,
        (sql) => sql`
          select message, until, bound, sealed from stray
          where tenant = ${tenant} and conversation = ${conversation} and message = ${message}`,
      );
      return row === undefined ? null : sealedStray.parse({ ...row });
    },
    async drop({ tenant, conversation }, message) {
      await database.withTenant(
        tenant,
        (sql) => sql`
          delete from stray
          where tenant = ${tenant} and conversation = ${conversation} and message = ${message}`,
      );
    },
    async sweep(now) {
      await database.acrossTenants((sql) => sql`delete from stray where until < ${now - LATE}`);
    },
  };
}

/** A capture that begins at the last moment still finds it. */
const LATE = 60_000;
