import { randomBytes } from "node:crypto";
import { TICKET_TYP, type TicketClaims } from "@aside/protocol";
import { SignJWT } from "jose";
import { CollectorClientError } from "./errors.ts";
import type { SigningKey } from "./signing-key.ts";

/** The longest a ticket may live, milliseconds. */
export const TICKET_LIFETIME = 600_000;

/**
 * Signs a one-time capture ticket (RFC 7519; `typ` `capture-ticket+jwt`, EdDSA).
 *
 * @param origins `iss` the gateway's and `aud` the collector's origin
 * @param times milliseconds since the epoch; `expires` at most 10 minutes after `now`
 * @throws {CollectorClientError} `ticket_lifetime`
 */
export async function mintTicket(
  key: SigningKey,
  origins: { readonly gateway: string; readonly collector: string },
  claims: TicketClaims,
  times: { readonly now: number; readonly expires: number },
): Promise<string> {
  const lifetime = times.expires - times.now;
  if (lifetime <= 0 || lifetime > TICKET_LIFETIME)
    throw new CollectorClientError("ticket_lifetime", "a ticket lives at most 10 minutes");
  const seconds = Math.floor(times.now / 1000);
  return await new SignJWT({ ...claims })
    .setProtectedHeader({ alg: "EdDSA", typ: TICKET_TYP, kid: key.kid })
    .setIssuer(origins.gateway)
    .setAudience(origins.collector)
    .setIssuedAt(seconds)
    .setNotBefore(seconds)
    .setExpirationTime(Math.floor(times.expires / 1000))
    .setJti(randomBytes(16).toString("base64url"))
    .sign(key.privateKey);
}
