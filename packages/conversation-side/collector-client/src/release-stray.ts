import { type ReleaseCommand } from "@aside/protocol";
import { decodeFields } from "@aside/seal";
import { COMMAND_TIMEOUT, signCommand } from "./send-command.ts";
import type { SigningKey } from "./signing-key.ts";

/** `gone`: its time is over, a capture took it, or it does not open. */
export type Released =
  | { readonly status: "ok"; readonly texts: ReadonlyMap<string, string> }
  | { readonly status: "unreachable" }
  | { readonly status: "gone" };

const MOST_BYTES = 32_000;

/** Asks the collector for what its customer said is something else: the messages' texts as they were written, by message. Never throws. */
export async function releaseStray(
  key: SigningKey,
  origins: { readonly gateway: string; readonly collector: string },
  command: ReleaseCommand,
  now: number,
): Promise<Released> {
  try {
    const response = await fetch(`${origins.collector}/v1/strays/release`, {
      method: "POST",
      headers: { "content-type": "application/jose" },
      body: await signCommand(key, origins, command, now),
      redirect: "error",
      signal: AbortSignal.timeout(COMMAND_TIMEOUT),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const later = response.status >= 500 || response.status === 429;
    if (!response.ok) return { status: later ? "unreachable" : "gone" };
    return bytes.length > MOST_BYTES ? { status: "gone" } : { status: "ok", texts: textsOf(bytes) };
  } catch {
    return { status: "unreachable" };
  }
}

/** `t.MESSAGE.N`, in pieces that may end inside a character. */
function textsOf(bytes: Uint8Array): ReadonlyMap<string, string> {
  const pieces = new Map<string, Uint8Array[]>();
  for (const { name, bytes: piece } of decodeFields(bytes)) {
    const message = name.split(".")[1];
    if (!name.startsWith("t.") || message === undefined) continue;
    pieces.set(message, [...(pieces.get(message) ?? []), piece]);
  }
  return new Map(
    [...pieces].map(([message, parts]) => [message, Buffer.concat(parts).toString("utf8")]),
  );
}
