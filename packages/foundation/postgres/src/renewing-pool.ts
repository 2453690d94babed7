import { codeOf } from "@aside/service";
import type { Pool } from "./connect.ts";

/** A pool that is opened anew where one of its connections may never answer again. */
export interface RenewingPool {
  use<T>(action: (pool: Pool) => PromiseLike<T>): Promise<T>;
  /** Ends after what is under way, or after some seconds. */
  end(seconds: number): Promise<void>;
}

/**
 * A connection that is lost while a statement waits to be written never writes again (postgres 3.4.9, porsager/postgres#1209): each later statement on
 * it ends with `CONNECT_TIMEOUT`, until the process ends. So the first that does has the pool opened anew; what is under way on the others may finish.
 */
export function renewing(open: () => Pool): RenewingPool {
  let pool = open();
  return {
    async use(action) {
      const used = pool;
      try {
        return await action(used);
      } catch (error) {
        if (codeOf(error) === "CONNECT_TIMEOUT" && used === pool) {
          pool = open();
          used.end({ timeout: OLD_ENDS }).catch(() => undefined);
        }
        throw error;
      }
    },
    async end(seconds) {
      await pool.end({ timeout: seconds });
    },
  };
}

/** Seconds. */
const OLD_ENDS = 30;
