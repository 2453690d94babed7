import {
  type GatewayAct,
  callbackMessage,
  type CallbackMessage,
  type Command,
  type ReleaseCommand,
  type SealedStray,
  type TicketClaims,
  type WitnessLetter,
  witnessLetter,
} from "@aside/protocol";
import type * as z from "zod";
import { collectorKeys } from "./collector-keys.ts";
import { CollectorClientError } from "./errors.ts";
import { mintTicket, TICKET_LIFETIME } from "./mint-ticket.ts";
import { releaseStray, type Released } from "./release-stray.ts";
import { sealStray, type Stray } from "./seal-stray.ts";
import { sealingKeys } from "./sealing-key.ts";
import { sendCommand, type CommandResult } from "./send-command.ts";
import type { SigningKey } from "./signing-key.ts";
import { verifyWebhook } from "./webhook-signature.ts";

export type CallbackVerdict =
  | { readonly ok: true; readonly callbacks: CallbackMessage["callbacks"] }
  | NotTaken;
export type LetterVerdict = { readonly ok: true; readonly letter: WitnessLetter } | NotTaken;

interface NotTaken {
  readonly ok: false;
  readonly why: "malformed" | "too_old_or_new" | "signature" | "no_keys";
}

/** The only door to the capture side. */
export interface CollectorClient {
  /** A one-time ticket for the form and when it expires, milliseconds since the epoch. */
  mintTicket(claims: TicketClaims, notAfter: number): Promise<{ ticket: string; expires: number }>;
  send(command: Command): Promise<CommandResult>;
  /** Acts for the audit log; again is as once. */
  record(acts: readonly GatewayAct[]): Promise<CommandResult>;
  /** Seals what was cut out of a message to the collector's key; null while that key is not known, or where it is too long to be kept. */
  seal(stray: Stray): SealedStray | null;
  /** Hears of the collector's sealing key where it is time. Call it every second. Never throws. */
  refreshSealingKey(): Promise<void>;
  release(command: Omit<ReleaseCommand, "command">): Promise<Released>;
  /** Checks who sent callbacks and what they say. `no_keys`: the collector's public keys are not there yet. */
  verifyCallbacks(
    headers: Readonly<Record<string, string | readonly string[] | undefined>>,
    body: Uint8Array,
  ): Promise<CallbackVerdict>;
  /** The same of what the collector wants witnessed. */
  verifyLetter(
    headers: Readonly<Record<string, string | readonly string[] | undefined>>,
    body: Uint8Array,
  ): Promise<LetterVerdict>;
}

/**
 * @param options.keys of `loadSigningKeys`; the last signs
 * @param options.collectorKeysFile the collector's public JWK set
 * @param options.now milliseconds since the epoch
 */
export function createCollectorClient(options: {
  readonly keys: readonly SigningKey[];
  readonly gatewayOrigin: string;
  readonly collectorOrigin: string;
  readonly collectorKeysFile: string;
  readonly now?: () => number;
}): CollectorClient {
  const now = options.now ?? Date.now;
  const key = options.keys.at(-1);
  if (key === undefined) throw new CollectorClientError("keys_missing", "there is no signing key");
  const origins = { gateway: options.gatewayOrigin, collector: options.collectorOrigin };
  const theirs = collectorKeys(options.collectorKeysFile);
  const verified = async <T>(
    schema: z.ZodType<T>,
    headers: Readonly<Record<string, string | readonly string[] | undefined>>,
    body: Uint8Array,
  ) => {
    const keys = await theirs.current();
    if (keys.length === 0) return { ok: false, why: "no_keys" } as const;
    const verdict = verifyWebhook(keys, headers, body, now());
    if (!verdict.ok) return verdict;
    const said = parse(schema, body);
    if (said === undefined) return { ok: false, why: "malformed" } as const;
    return { ok: true, said } as const;
  };
  const sealing = sealingKeys({
    collectorOrigin: options.collectorOrigin,
    keys: () => theirs.current(),
    now,
  });
  return {
    async mintTicket(claims, notAfter) {
      const at = now();
      // A capture's deadline may be extended while its form is open; a ticket need not outlive its own ten minutes.
      const expires = Math.min(at + TICKET_LIFETIME, Math.max(notAfter, at + 1_000));
      return { ticket: await mintTicket(key, origins, claims, { now: at, expires }), expires };
    },
    record: (acts) => sendCommand(key, origins, { command: "record", acts: [...acts] }, now()),
    send: (command) => sendCommand(key, origins, command, now()),
    seal(stray) {
      const to = sealing.current();
      return to === null ? null : sealStray(to, stray);
    },
    refreshSealingKey: () => sealing.refresh(),
    release: (command) => releaseStray(key, origins, { command: "release", ...command }, now()),
    async verifyCallbacks(headers, body) {
      const verdict = await verified(callbackMessage, headers, body);
      return verdict.ok ? { ok: true, callbacks: verdict.said.callbacks } : verdict;
    },
    async verifyLetter(headers, body) {
      const verdict = await verified(witnessLetter, headers, body);
      return verdict.ok ? { ok: true, letter: verdict.said } : verdict;
    },
  };
}

function parse<T>(schema: z.ZodType<T>, body: Uint8Array): T | undefined {
  try {
    return schema.safeParse(JSON.parse(Buffer.from(body).toString("utf8"))).data;
  } catch {
    return undefined;
  }
}
