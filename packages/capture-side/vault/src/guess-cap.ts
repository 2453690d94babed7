import { VaultError } from "./errors.ts";

const WINDOW_MS = 60_000;
const MOST_KEYS = 10_000;

/** Counts tokens that were asked for and are not there. Above the limit in a minute nothing is looked up for that asker. */
export interface GuessCap {
  /** @throws VaultError `too_many_guesses` */
  check(tenant: string, actor: string): void;
  missed(tenant: string, actor: string): void;
}

/** @param options.limit misses in a minute of one actor of one tenant; 60 when absent */
export function createGuessCap(options: { now: () => number; limit?: number }): GuessCap {
  const { now, limit = 60 } = options;
  const windows = new Map<string, { until: number; misses: number }>();
  const current = (name: string) => {
    const window = windows.get(name);
    return window !== undefined && window.until > now() ? window : undefined;
  };
  return {
    check(tenant, actor) {
      if ((current(`${tenant} ${actor}`)?.misses ?? 0) >= limit) {
        throw new VaultError("too_many_guesses");
      }
    },
    missed(tenant, actor) {
      const name = `${tenant} ${actor}`;
      const window = current(name) ?? { until: now() + WINDOW_MS, misses: 0 };
      window.misses += 1;
      windows.delete(name);
      windows.set(name, window);
      for (const oldest of windows.keys()) {
        if (windows.size <= MOST_KEYS) break;
        windows.delete(oldest);
      }
    },
  };
}
