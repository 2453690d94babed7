import { createPrivateKey, createPublicKey, randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { COMMAND_TYP, TICKET_TYP, type Command, type TicketClaims } from "@aside/protocol";
import { calculateJwkThumbprint, SignJWT } from "jose";
import type { System } from "../system/system.ts";

/** Speaks to the collector as the gateway does, with the gateway's own key: for load, and for what a stolen key could do. */
export interface GatewayKey {
  command(command: Command): Promise<Response>;
  ticket(claims: TicketClaims): Promise<string>;
}

export async function gatewayKey(system: System): Promise<GatewayKey> {
  const folder = join(system.data, "gateway", "keys");
  const [file] = (await readdir(folder)).filter((name) => name.endsWith(".pem"));
  const key = createPrivateKey(await readFile(join(folder, file ?? ""), "utf8"));
  const { crv = "", kty = "", x = "" } = createPublicKey(key).export({ format: "jwk" });
  const kid = (await calculateJwkThumbprint({ crv, kty, x })).slice(0, 16);

  // One clock for all three: the second may turn between two looks, and a life of 61 seconds is refused.
  const sign = (
    payload: Command | TicketClaims,
    typ: string,
    seconds: number,
    now = Math.floor(Date.now() / 1_000),
  ) =>
    new SignJWT({ ...payload })
      .setProtectedHeader({ alg: "EdDSA", typ, kid })
      .setIssuer(system.gateway.url)
      .setAudience(system.collector.url)
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(now + seconds)
      .setJti(randomBytes(16).toString("base64url"))
      .sign(key);

  return {
    ticket: (claims) => sign(claims, TICKET_TYP, 300),
    command: async (command) =>
      fetch(`${system.collector.url}/v1/commands`, {
        method: "POST",
        headers: { "content-type": "application/jose" },
        body: await sign(command, COMMAND_TYP, 60),
      }),
  };
}
