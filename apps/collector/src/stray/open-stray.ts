import { strayContext, type SealedStray } from "@aside/protocol";
import { decodeFields, fromBase64url, parseSpan, type Field } from "@aside/seal";
import { openSpan, VaultError } from "@aside/vault";
import type { Collector } from "../collector.ts";
import { Refusal } from "../refusal.ts";

/** A stray in plain form. The fields' bytes are views into one buffer, which `wipe` zeroes. */
export interface OpenedStray {
  readonly fields: readonly Field[];
  wipe(): void;
}

/**
 * Opens what the gateway sealed of a message.
 *
 * @throws Refusal `seal_invalid`, `key_unknown`
 */
export async function openStray(
  about: { readonly tenant: string; readonly conversation: string },
  stray: SealedStray,
  collector: Collector,
): Promise<OpenedStray> {
  const sealed = fromBase64url(stray.sealed);
  const kid = sealed && parseSpan(sealed)?.kid;
  if (!sealed || !kid) throw new Refusal("seal_invalid");
  const key = await collector.vault.captureKeys.find(kid);
  if (key === null) throw new Refusal("key_unknown");
  const bytes = opened(() => openSpan(key, sealed, strayContext(about, stray)));
  const wipe = () => void bytes.fill(0);
  try {
    return { fields: decodeFields(bytes), wipe };
  } catch {
    wipe();
    throw new Refusal("seal_invalid");
  }
}

function opened(open: () => Uint8Array): Uint8Array {
  try {
    return open();
  } catch (error) {
    if (error instanceof VaultError) throw new Refusal("seal_invalid");
    throw error;
  }
}
