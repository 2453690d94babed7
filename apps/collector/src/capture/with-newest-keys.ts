import { codeOf } from "@aside/service";
import { FOREIGN_KEY_VIOLATION } from "@aside/vault";
import type { Collector } from "../collector.ts";

/** Stores, and again where the tenant's key was destroyed since it was last looked at: there is a newer one. */
export async function withNewestKeys<T>(
  store: () => Promise<T>,
  { vault }: Pick<Collector, "vault">,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await store();
    } catch (error) {
      if (codeOf(error) !== FOREIGN_KEY_VIOLATION || tried === TRIES) throw error;
      vault.keysChanged();
    }
  }
}

const TRIES = 3;
