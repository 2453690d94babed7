import { randomBytes } from "node:crypto";
import {
  collectorRefusal,
  COMMAND_TYP,
  type Command,
  type RecordCommand,
  type ReleaseCommand,
} from "@aside/protocol";
import { SignJWT } from "jose";
import type { SigningKey } from "./signing-key.ts";

/**
 * What became of a command. `unreachable`: no answer, or one that says "later"; try again. `unknown_capture`: the collector never
 * had it or has forgotten it. `refused`: it will not take this command, however often it is sent.
 */
export type CommandResult =
  | { readonly status: "ok" }
  | { readonly status: "unreachable" }
  | { readonly status: "unknown_capture" }
  | { readonly status: "refused"; readonly code: string };

/** How long the collector may take to answer, milliseconds. */
export const COMMAND_TIMEOUT = 2_000;

/** Sends one command as a compact JWS to `POST {collector}/v1/commands`, acts to `/v1/acts`. Never throws: every failure is a result. */
export async function sendCommand(
  key: SigningKey,
  origins: { readonly gateway: string; readonly collector: string },
  command: Command | RecordCommand,
  now: number,
): Promise<CommandResult> {
  const path = command.command === "record" ? "/v1/acts" : "/v1/commands";
  try {
    const response = await fetch(origins.collector + path, {
      method: "POST",
      headers: { "content-type": "application/jose" },
      body: await signCommand(key, origins, command, now),
      redirect: "error",
      signal: AbortSignal.timeout(COMMAND_TIMEOUT),
    });
    const text = (await response.text()).slice(0, 2_000);
    return response.ok ? { status: "ok" } : refusalOf(response.status, text);
  } catch {
    return { status: "unreachable" };
  }
}

export async function signCommand(
  key: SigningKey,
  origins: { readonly gateway: string; readonly collector: string },
  command: Command | RecordCommand | ReleaseCommand,
  now: number,
): Promise<string> {
  const seconds = Math.floor(now / 1000);
  return await new SignJWT({ ...command })
    .setProtectedHeader({ alg: "EdDSA", typ: COMMAND_TYP, kid: key.kid })
    .setIssuer(origins.gateway)
    .setAudience(origins.collector)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 60)
    .setJti(randomBytes(16).toString("base64url"))
    .sign(key.privateKey);
}

function refusalOf(status: number, text: string): CommandResult {
  if (status >= 500 || status === 429 || status === 408) return { status: "unreachable" };
  const refusal = collectorRefusal.safeParse(jsonOf(text));
  const code = refusal.success ? refusal.data.code : `http_${status}`;
  if (code === "unknown_capture") return { status: "unknown_capture" };
  if (code === "unavailable" || code === "too_many") return { status: "unreachable" };
  return { status: "refused", code };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
