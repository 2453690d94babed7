import { createHmac } from "node:crypto";
import type { Database } from "@aside/postgres";

/** Bounds how fast cards can be tried: by conversation, by address, and by the first digits that tested cards share. */
export interface Velocity {
  take(of: {
    tenant: string;
    conversation: string;
    address: string;
    pan: Uint8Array | undefined;
  }): Promise<boolean>;
}

const HOUR = 3_600;
const ISSUER_DIGITS = 8;
/** Token buckets: how many at once, and how many an hour. Each is full again after an hour at the latest. */
const LIMITS = { conversation: [10, 10], address: [20, 20], issuer: [60, 120] } as const;
export const LIMITS_FULL_AFTER = HOUR * 1_000;

/** Counted in the database, so that more collectors do not mean more tries. Under keyed names: what they count cannot be read from them. */
export function createVelocity(database: Database, now: () => number): Velocity {
  let secret: Promise<Uint8Array> | undefined;
  return {
    async take({ tenant, conversation, address, pan }) {
      secret ??= secretOf(database).catch((error: unknown) => {
        secret = undefined;
        throw error;
      });
      const key = await secret;
      const name = (kind: keyof typeof LIMITS, what: string, bytes: Uint8Array | string) =>
        createHmac("sha256", key).update(`${kind} ${what} `).update(bytes).digest();
      const names = [
        name("conversation", tenant, conversation),
        name("address", "", address),
        name("issuer", tenant, pan?.subarray(0, ISSUER_DIGITS) ?? ""),
      ].map((each) => each.toString("hex"));
      const limits = Object.values(LIMITS);
      const [row] = await database.withoutTenant(
        (sql) => sql<{ taken: boolean }[]>`
          select collector_card_take(${now()}, ${names}::text[], ${limits.map(([burst]) => burst)}::float8[],
            ${limits.map(([, perHour]) => perHour / HOUR)}::float8[]) as taken`,
      );
      return row?.taken ?? false;
    },
  };
}

async function secretOf(database: Database): Promise<Uint8Array> {
  const [row] = await database.withoutTenant(
    (sql) => sql<{ secret: Uint8Array }[]>`select secret from collector_card_secret`,
  );
  if (row === undefined) throw new Error("there is no secret for card limits");
  return row.secret;
}
