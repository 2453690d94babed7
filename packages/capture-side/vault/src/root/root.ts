/** What a wrapped key is for. The provider binds all four parts: with any of them changed, it does not unwrap. */
export interface WrapContext {
  /** `-` for keys that belong to no tenant. */
  tenant: string;
  class: string;
  /** Of a tenant's key its month, of a capture key its id. */
  epoch: string;
  purpose: "kek" | "capture" | "check";
}

export type RootKind = "file" | "custodians" | "environment" | "transit" | "aws-kms" | "gcp-kms";

/**
 * The key above all keys, or the service that keeps it. One contract suite holds every provider: `test/root-contract.ts`.
 *
 * All but `rotate` reject with VaultError `wrong_root` where key or context is not the one that wrapped, `root_unavailable`
 * where the service does not answer (worth another try), `root_refused` where it answers that this collector may not.
 */
export interface Root {
  readonly kind: RootKind;
  /** Names the key, and is no secret. The same key has the same id everywhere and always. */
  readonly id: string;
  wrap(bytes: Uint8Array, context: WrapContext): Promise<Uint8Array>;
  unwrap(wrapped: Uint8Array, context: WrapContext): Promise<Uint8Array>;
  /** The same bytes, wrapped under the newest version of the key. */
  rewrap(wrapped: Uint8Array, context: WrapContext): Promise<Uint8Array>;
  /** `rotated`: the service made a newer version. `replace`: a local key has no versions; another root takes its place. */
  rotate(): Promise<"rotated" | "replace">;
  /** Resolves where the key can be used now. */
  health(): Promise<void>;
  /** Forgets what is in memory. */
  close(): void;
}

/** The context as JSON with its members in one order: what services take as additional data. */
export function contextText({ tenant, class: keyClass, epoch, purpose }: WrapContext): string {
  return JSON.stringify({ class: keyClass, epoch, purpose, tenant });
}
