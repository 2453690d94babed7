import type { Database } from "@aside/postgres";
import { VaultError } from "./errors.ts";

const WINDOW_MS = 60_000;
const MOST_KEYS = 10_000;

/** Counts tokens that were asked for and are not there. Above the limit in a minute nothing is looked up for that asker. */
export interface GuessCap {
  /** @throws VaultError `too_many_guesses` */
  check(tenant: string, actor: string): void;
  /** Counts together with every other process on the database, and remembers what the count is now. */
  missed(tenant: string, actor: string, count: number): Promise<void>;
}

interface Window {
  until: number;
  misses: number;
}

/**
 * A process hears of the others' count as it counts a miss of its own: of n processes, n - 1 misses more than the limit are looked up at the most.
 *
 * @param options.limit misses in a minute of one actor of one tenant; 60 when absent
 */
export function createGuessCap(options: {
  database: Pick<Database, "once">;
  now: () => number;
  limit?: number;
}): GuessCap {
  const { database, now, limit = 60 } = options;
  const windows = new Map<string, Window>();
  const current = (name: string) => {
    const window = windows.get(name);
    return window !== undefined && window.until > now() ? window : undefined;
  };
  const remember = (name: string, window: Window) => {
    windows.delete(name);
    windows.set(name, window);
    for (const oldest of windows.keys()) {
      if (windows.size <= MOST_KEYS) break;
      windows.delete(oldest);
    }
  };
  return {
    check(tenant, actor) {
      if ((current(`${tenant} ${actor}`)?.misses ?? 0) >= limit) {
        throw new VaultError("too_many_guesses");
      }
    },
    async missed(tenant, actor, count) {
      const name = `${tenant} ${actor}`;
      // At once, for those that are asked for while the database counts.
      const { until, misses } = current(name) ?? { until: now() + WINDOW_MS, misses: 0 };
      remember(name, { until, misses: misses + count });
      const [shared] = await database.once(
        (sql) => sql<Window[]>`
          select until, misses from vault_missed(${now()}, ${WINDOW_MS}, ${tenant}, ${actor}, ${count})`,
      );
      if (shared && shared.misses > (current(name)?.misses ?? 0)) remember(name, shared);
    },
  };
}
