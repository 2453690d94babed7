import { decodeProtectedHeader, errors, jwtVerify } from "jose";
import { z } from "zod";
import { Refusal } from "../refusal.ts";
import type { GatewayKeys } from "./gateway-keys.ts";

/** What a JWS of the gateway must be to be one. */
export interface Expected {
  typ: string;
  issuer: string;
  audience: string;
  /** Between `iat` and `exp`, in seconds. */
  longestLife: number;
}

/** Clocks may differ by this many seconds. */
export const TOLERANCE = 60;

const header = z.strictObject({
  alg: z.literal("EdDSA"),
  typ: z.string(),
  kid: z.string().min(1).max(100),
});

const registered = z.object({
  iss: z.string(),
  aud: z.string(),
  iat: z.int(),
  nbf: z.int().optional(),
  exp: z.int(),
  jti: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
});

export interface Verified {
  /** Claims that are not registered ones (RFC 7519). */
  claims: Record<string, unknown>;
  jti: string;
  /** Seconds since the epoch. */
  issuedAt: number;
  expiresAt: number;
}

/**
 * Verifies a compact JWS by the gateway: algorithm, type, issuer, audience and header members are pinned, the key is looked
 * up by its id among the configured ones, nothing in the token can name another.
 *
 * @throws Refusal `ticket_invalid`, `ticket_expired`; `unavailable` while no key of the gateway is known
 */
export async function verifyJws(
  jws: string,
  expected: Expected,
  using: { keys: GatewayKeys; now: () => number },
): Promise<Verified> {
  const parsed = header.safeParse(headerOf(jws));
  if (!parsed.success || parsed.data.typ !== expected.typ) throw new Refusal("ticket_invalid");
  const key = await using.keys.find(parsed.data.kid);
  if (key === null) {
    throw new Refusal((await using.keys.count()) === 0 ? "unavailable" : "ticket_invalid");
  }
  try {
    const { payload } = await jwtVerify(jws, key, {
      algorithms: ["EdDSA"],
      typ: expected.typ,
      issuer: expected.issuer,
      audience: expected.audience,
      clockTolerance: TOLERANCE,
      currentDate: new Date(using.now()),
    });
    const { iss: _, aud: __, nbf: ___, iat, exp, jti } = registered.parse(payload);
    const early = iat - TOLERANCE > using.now() / 1_000;
    if (early || exp - iat > expected.longestLife || exp <= iat)
      throw new Refusal("ticket_invalid");
    return { claims: withoutRegistered(payload), jti, issuedAt: iat, expiresAt: exp };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(error instanceof errors.JWTExpired ? "ticket_expired" : "ticket_invalid");
  }
}

function headerOf(jws: string): unknown {
  try {
    return decodeProtectedHeader(jws);
  } catch {
    return null;
  }
}

function withoutRegistered(payload: object): Record<string, unknown> {
  const names = ["iss", "aud", "iat", "nbf", "exp", "jti"];
  return Object.fromEntries(Object.entries(payload).filter(([name]) => !names.includes(name)));
}
