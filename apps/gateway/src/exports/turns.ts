import { Problem } from "@aside/service";

/** So many of a tenant's exports are worked on at once, in each process: each looks at all of its conversations. */
export const MOST_AT_ONCE = 8;

/** What tenants have under way. */
export interface Turns {
  /** @throws {Problem} 429 `too_many_exports` */
  take<T>(tenant: string, work: () => Promise<T>): Promise<T>;
}

export function createTurns(): Turns {
  const underWay = new Map<string, number>();
  return {
    async take(tenant, work) {
      const before = underWay.get(tenant) ?? 0;
      if (before >= MOST_AT_ONCE) throw tooManyExports();
      underWay.set(tenant, before + 1);
      try {
        return await work();
      } finally {
        const left = (underWay.get(tenant) ?? 1) - 1;
        if (left > 0) underWay.set(tenant, left);
        else underWay.delete(tenant);
      }
    },
  };
}

export function tooManyExports(): Problem {
  return new Problem(429, "too_many_exports", "Other exports are being counted: wait for one", {
    retryAfterSeconds: 5,
  });
}
