import { createHmac } from "node:crypto";
import type { Database } from "@aside/postgres";

/** A token bucket: how many at once, and how fast it fills again. */
export interface Bucket {
  /** What is counted, `card issuer` or so, and under which name: it is not written down. */
  of: readonly (string | Uint8Array)[];
  burst: number;
  perSecond: number;
}

/** Token buckets in the database, one for all collectors. */
export interface SharedBuckets {
  /**
   * Takes one from each that has one.
   *
   * @param buckets in one order of kinds, so that of two that take neither waits for the other in a circle
   * @returns whether all had one
   */
  take(buckets: readonly Bucket[]): Promise<boolean>;
}

/** By then every bucket is full again, and forgotten. Milliseconds. */
export const LIMITS_FULL_AFTER = 3_600_000;

/** Under names keyed by a secret of the database: what they count cannot be read from them. */
export function createSharedBuckets(database: Database, now: () => number): SharedBuckets {
  let secret: Promise<Uint8Array> | undefined;
  return {
    async take(buckets) {
      secret ??= secretOf(database).catch((error: unknown) => {
        secret = undefined;
        throw error;
      });
      const key = await secret;
      const names = buckets.map(({ of }) => nameOf(key, of));
      const [row] = await database.withoutTenant(
        (sql) => sql<{ taken: boolean }[]>`
          select collector_take(${now()}, ${names}::text[], ${buckets.map(({ burst }) => burst)}::float8[],
            ${buckets.map(({ perSecond }) => perSecond)}::float8[]) as taken`,
      );
      return row?.taken ?? false;
    },
  };
}

function nameOf(key: Uint8Array, of: Bucket["of"]): string {
  const name = createHmac("sha256", key);
  for (const part of of) name.update(`${part.length} `).update(part);
  return name.digest("hex");
}

async function secretOf(database: Database): Promise<Uint8Array> {
  const [row] = await database.withoutTenant(
    (sql) => sql<{ secret: Uint8Array }[]>`select secret from collector_limit_secret`,
  );
  if (row === undefined) throw new Error("there is no secret for limits");
  return row.secret;
}
