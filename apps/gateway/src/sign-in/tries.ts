import { createHash } from "node:crypto";
import type { Database } from "@aside/postgres";

/** Whose password is tried, and from where. */
export interface Try {
  readonly tenant: string;
  readonly email: string;
  /** As `networkOf` says it. */
  readonly network: string;
}

/**
 * Bounds how often passwords are guessed, once for all gateways of a database: ten tries of an account from one network in half an hour, so that
 * nobody else can lock it, and a hundred from all of them.
 */
export interface SignInTries {
  /** Counts one, before the password is looked at. @returns 0 when it may be made, else the milliseconds until the next */
  begin(of: Try): Promise<number>;
  /** The password was right: what was wrong before is forgotten. */
  succeeded(of: Try): Promise<void>;
  /** Forgets what is over. */
  sweep(): Promise<void>;
}

const WINDOW = 30 * 60_000;
const MOST = [10, 100] as const;

export function createSignInTries(database: Database, now: () => number): SignInTries {
  return {
    async begin(of) {
      const at = now();
      const [row] = await database.withoutTenant(
        (sql) => sql<{ closed: number }[]>`
          select sign_in_begin(${at}, ${WINDOW},
            array(select decode(hex, 'hex') from unnest(${namesOf(of)}::text[]) with ordinality as n (hex, place) order by place),
            ${[...MOST]}::int[]) as closed`,
      );
      return Math.max(0, (row?.closed ?? at + WINDOW) - at);
    },
    async succeeded(of) {
      await database.withoutTenant(
        (sql) => sql`
          delete from sign_in_try where name in (select decode(hex, 'hex') from unnest(${namesOf(of)}::text[]) as hex)`,
      );
    },
    async sweep() {
      await database.withoutTenant((sql) => sql`delete from sign_in_try where until <= ${now()}`);
    },
  };
}

function namesOf({ tenant, email, network }: Try): string[] {
  const account = JSON.stringify([tenant, email.toLowerCase()]);
  return [`${account} ${network}`, account].map((name) =>
    createHash("sha256").update(name).digest("hex"),
  );
}
