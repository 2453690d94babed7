import { VaultError } from "../errors.ts";
import { nativeSodium } from "./native.ts";
import type { Sodium } from "./sodium.ts";
import { wasmSodium } from "./wasm.ts";

export type SodiumChoice = "auto" | "native" | "wasm";

let chosen: Sodium | null = null;

/**
 * Which libsodium this process uses from now on: `auto` takes the native one where it loads.
 *
 * @throws VaultError `native_missing` where `native` is asked for and does not load
 */
export async function chooseSodium(choice: SodiumChoice = "auto"): Promise<Sodium["kind"]> {
  const native = choice === "wasm" ? null : nativeSodium();
  if (native === null && choice === "native") throw new VaultError("native_missing");
  chosen = native ?? (await wasmSodium());
  return chosen.kind;
}

/** The one that was chosen; null before. */
export function chosenSodium(): Sodium | null {
  return chosen;
}

/** The one that was chosen. */
export function sodium(): Sodium {
  if (chosen === null) throw new Error("chooseSodium comes first");
  return chosen;
}
