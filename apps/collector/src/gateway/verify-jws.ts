import { verifyEd25519 } from "@aside/vault";
import * as z from "zod";
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

const registered = z.looseObject({
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
 * Verifies a compact JWS (RFC 7515, RFC 8037) by the gateway: algorithm, type, issuer, audience and header members are pinned,
 * the key is looked up by its id among the configured ones, nothing in the token can name another.
 *
 * @throws Refusal `ticket_invalid`, `ticket_expired`; `unavailable` while no key of the gateway is known
 */
export async function verifyJws(
  jws: string,
  expected: Expected,
  using: { keys: GatewayKeys; now: () => number },
): Promise<Verified> {
  const [, head = "", body = "", signature = ""] = COMPACT.exec(jws) ?? [];
  const parsed = header.safeParse(decoded(head));
  if (!parsed.success || parsed.data.typ !== expected.typ) throw new Refusal("ticket_invalid");
  const key = await using.keys.find(parsed.data.kid);
  if (key === null) {
    throw new Refusal((await using.keys.count()) === 0 ? "unavailable" : "ticket_invalid");
  }
  const signed = Buffer.from(`${head}.${body}`);
  if (!(await verifyEd25519(key, signed, Buffer.from(signature, "base64url")))) {
    throw new Refusal("ticket_invalid");
  }
  return judge(decoded(body), expected, using.now() / 1_000);
}

/** Header, payload and an Ed25519 signature of 64 bytes. */
const COMPACT = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{86})$/;

function judge(payload: unknown, expected: Expected, seconds: number): Verified {
  const parsed = registered.safeParse(payload);
  if (!parsed.success) throw new Refusal("ticket_invalid");
  const { iss, aud, iat, nbf = iat, exp, jti, ...claims } = parsed.data;
  if (iss !== expected.issuer || aud !== expected.audience) throw new Refusal("ticket_invalid");
  const early = Math.max(iat, nbf) - TOLERANCE > seconds;
  if (early || exp - iat > expected.longestLife || exp <= iat) throw new Refusal("ticket_invalid");
  if (exp + TOLERANCE <= seconds) throw new Refusal("ticket_expired");
  return { claims, jti, issuedAt: iat, expiresAt: exp };
}

/** JSON in base64url; null where it is not that. */
function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString());
  } catch {
    return null;
  }
}
