import { createHash } from "node:crypto";
import type { Database } from "@aside/postgres";
import { toBase64url } from "@aside/seal";
import { randomBytes } from "@aside/vault";
import { isGood } from "./reveal.ts";
import { RevealError } from "./reveal-error.ts";

/** How long a passkey may take to answer. */
export const CHALLENGED_FOR = 2 * 60_000;
const NONCE_BYTES = 32;

/**
 * What a passkey is asked for: a step's name, what it is about, and all that must be as it was shown, e.g. `["approved", "rev_…", …]`. Each text
 * is part of what is signed.
 */
export type Purpose = readonly [step: string, ...about: string[]];

/**
 * A challenge over one purpose: a random part, and a hash of that part with the purpose. What a passkey signs names the purpose thereby, whatever
 * a database may say of it; and an answer is good once.
 */
export async function makeChallenge(
  database: Database,
  purpose: Purpose,
  now: number,
): Promise<string> {
  const challenge = challengeOver(randomBytes(NONCE_BYTES), purpose);
  await database.withoutTenant(
    (sql) => sql`
      insert into reveal_challenge (challenge, until) values (${challenge}, ${now + CHALLENGED_FOR})`,
  );
  return challenge;
}

/** Whatever it was made for, it is spent. @throws RevealError `not_verified` */
export async function spendChallenge(
  database: Database,
  challenge: string,
  purpose: Purpose,
  now: number,
): Promise<void> {
  const spent = await database.withoutTenant(
    (sql) => sql<{ until: number }[]>`
      delete from reveal_challenge where challenge = ${challenge} returning until`,
  );
  const [made] = spent;
  const nonce = Buffer.from(challenge, "base64url").subarray(0, NONCE_BYTES);
  const good = made !== undefined && isGood(made.until, CHALLENGED_FOR, now);
  if (!good || challenge !== challengeOver(nonce, purpose)) throw new RevealError("not_verified");
}

function challengeOver(nonce: Uint8Array, purpose: Purpose): string {
  const hash = createHash("sha256").update(nonce).update(JSON.stringify(purpose)).digest();
  return toBase64url(Buffer.concat([nonce, hash]));
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
