import type { Database } from "@aside/postgres";
import { toBase64url } from "@aside/seal";
import { randomBytes } from "@aside/vault";
import { RevealError } from "./reveal-error.ts";

const LIFE = 2 * 60_000;

/** A challenge for one purpose, e.g. `view req_…`: an answer to it is good for nothing else, and once. */
export async function makeChallenge(
  database: Database,
  purpose: string,
  now: number,
): Promise<string> {
  const challenge = toBase64url(randomBytes(32));
  await database.withoutTenant(
    (sql) => sql`
      insert into reveal_challenge (challenge, purpose, until) values (${challenge}, ${purpose}, ${now + LIFE})`,
  );
  return challenge;
}

/** Whatever it was made for, it is spent. @throws RevealError `not_verified` */
export async function spendChallenge(
  database: Database,
  challenge: string,
  purpose: string,
  now: number,
): Promise<void> {
  const spent = await database.withoutTenant(
    (sql) => sql<{ purpose: string; until: number }[]>`
      delete from reveal_challenge where challenge = ${challenge} returning purpose, until`,
  );
  const [made] = spent;
  if (made?.purpose !== purpose || made.until <= now) throw new RevealError("not_verified");
}

/** The challenge that a browser says it answers; compared by the ceremony again. */
export function challengeIn(clientDataJSON: string): string {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(clientDataJSON, "base64url").toString("utf8"));
    if (typeof parsed === "object" && parsed !== null && "challenge" in parsed)
      if (typeof parsed.challenge === "string") return parsed.challenge;
  } catch {
    // Not of the form.
  }
  throw new RevealError("not_verified");
}
